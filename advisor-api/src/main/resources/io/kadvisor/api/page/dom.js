/** Builds an element; strings become text, never markup. */
export function h(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** Builds an SVG element. */
export function s(tag, attributes = {}, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (value !== undefined && value !== null && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.flat(3).filter((child) => child !== undefined && child !== null && child !== false));
  return element;
}

export const byId = (id) => document.getElementById(id);

/** Puts new content in place of the old, if it is another, and keeps the focus on what has the same key. */
export function replace(parent, ...content) {
  const children = content.flat(2).filter(Boolean);
  if (children.length === parent.childNodes.length && children.every((child, index) => child === parent.childNodes[index])) {
    return;
  }
  const key = document.activeElement?.closest?.('[data-focus]')?.dataset.focus;
  const held = parent.contains(document.activeElement);
  parent.replaceChildren(...children);
  if (held && key) {
    parent.querySelector(`[data-focus="${CSS.escape(key)}"]`)?.focus();
  }
}

/** Copies text; where the browser gives no clipboard, the text is selected and copied the old way. */
export async function copy(text, source) {
  if (navigator.clipboard && window.isSecureContext) {
    return navigator.clipboard.writeText(text);
  }
  const selection = getSelection();
  const range = document.createRange();
  range.selectNodeContents(source);
  selection.removeAllRanges();
  selection.addRange(range);
  if (!document.execCommand('copy')) {
    throw new Error('the browser does not let the page copy; the text is selected');
  }
}
