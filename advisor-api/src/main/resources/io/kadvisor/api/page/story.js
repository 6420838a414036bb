import {copy, h} from './dom.js';
import {plan} from './plan.js';
import {bytes, clock, duration, lower, measured, number, plural, span, subjectName} from './words.js';

export const key = (advisory) => `${advisory.cluster}|${advisory.id}`;

/** Facts of an advisory that a person wants at once: who, where, since when, how much. */
function facts(advisory, broker) {
  const affected = advisory.affected;
  const counts = [
    affected.partitionCount && plural(affected.partitionCount, 'partition'),
    affected.topics && plural(affected.topics, 'topic'),
    affected.groups && plural(affected.groups, 'group'),
    affected.brokers && plural(affected.brokers, 'broker'),
  ].filter(Boolean);
  return h('dl', {class: 'facts'},
      fact('About', subjectName(advisory.subject), 'subject'),
      broker && fact('Rack', broker.rack ?? 'no rack', 'rack'),
      broker?.host && fact('Address', `${broker.host}:${broker.port ?? '?'}`, 'address'),
      fact('Opened', [clock(advisory.openedAt), ' · ', since(advisory)], 'since'),
      fact('Affected', counts.join(', ') || 'nothing else', 'affected'));
}

function since(advisory) {
  if (advisory.endedAt) {
    return `${span(Date.parse(advisory.endedAt) - Date.parse(advisory.openedAt))} long`;
  }
  return h('time', {datetime: advisory.openedAt, 'data-since': advisory.openedAt, title: advisory.openedAt}, '');
}

function fact(name, value, field) {
  return h('div', {}, h('dt', {}, name), h('dd', {'data-field': field}, value));
}

/** The first step that is a command, to be copied. */
function firstCommand(advisory) {
  const step = advisory.recommendation.steps.find((one) => one.command);
  if (!step) {
    return h('p', {class: 'first'}, h('strong', {}, 'What to do: '), advisory.recommendation.summary);
  }
  return h('div', {class: 'first'},
      h('p', {}, h('strong', {}, 'First: '), step.what), command(step.command, `${key(advisory)}|first`, 'first-command'));
}

function command(text, focus, field) {
  const code = h('code', {'data-field': field}, text);
  const button = h('button', {type: 'button', class: 'copy', 'data-focus': `${focus}|copy`, onclick: async () => {
    try {
      await copy(text, code);
      button.textContent = 'Copied';
    } catch (problem) {
      button.textContent = 'Selected';
      button.title = problem.message;
    }
    setTimeout(() => (button.textContent = 'Copy'), 2000);
  }}, 'Copy');
  return h('div', {class: 'command'}, h('pre', {tabindex: 0, 'aria-label': 'Command'}, code), button);
}

function steps(advisory) {
  const recommendation = advisory.recommendation;
  return fold(advisory, 'steps', `All steps (${recommendation.steps.length})`,
      h('p', {}, recommendation.summary),
      list('Before', recommendation.preconditions),
      h('ol', {}, recommendation.steps.map((step, index) =>
        h('li', {}, step.what, step.command && command(step.command, `${key(advisory)}|step${index}`, 'command')))),
      h('dl', {class: 'pairs'},
          pair('Risk', recommendation.risk),
          pair('Takes', recommendation.duration && span(duration(recommendation.duration))),
          pair('Cost', recommendation.costChange), pair('Back', recommendation.rollback), pair('Check', recommendation.verify)));
}

const pair = (name, value) => value && h('div', {}, h('dt', {}, name), h('dd', {}, value));

const list = (name, items) => items?.length > 0 && h('p', {}, h('strong', {}, `${name}: `), items.join('; '));

function evidence(advisory) {
  const rows = advisory.evidence;
  const missing = advisory.missing ?? [];
  return fold(advisory, 'evidence', `Evidence (${rows.length})`,
      h('div', {class: 'scroll', tabindex: 0}, h('table', {},
          h('thead', {}, h('tr', {}, ['What was seen', 'Value', 'Limit', 'Of', 'At'].map((name) => h('th', {scope: 'col'}, name)))),
          h('tbody', {}, rows.map((row) => h('tr', {},
              h('td', {}, row.sentence),
              h('td', {class: 'figure'}, measured(row.value, row.unit)),
              h('td', {title: row.threshold?.source}, row.threshold ? limit(row) : '–'),
              h('td', {class: 'name'}, subjectName(row.subject), row.partitions && ` [${row.partitions}]`),
              h('td', {class: 'figure'}, clock(row.observedAt))))))),
      missing.length > 0 && h('div', {}, h('strong', {}, 'Not observed'), h('ul', {}, missing.map((one) => h('li', {}, one)))));
}

function limit(row) {
  const sides = {ABOVE: '>', BELOW: '<', EQUAL: '='};
  return `${sides[row.threshold.comparison]} ${measured(row.threshold.value, row.unit)} (${row.threshold.source})`;
}

function outlook(advisory) {
  return fold(advisory, 'outlook', 'If nothing is done',
      h('p', {}, advisory.impact), h('p', {}, advisory.forecast),
      advisory.alternatives.length > 0 && h('div', {}, h('strong', {}, 'Other ways'),
          h('ul', {}, advisory.alternatives.map((one) => h('li', {}, one.summary, ' ', h('span', {class: 'quiet'}, one.whySecond))))));
}

function affected(advisory) {
  const names = Object.entries(advisory.affected.partitions);
  const subjects = advisory.affected.subjects;
  return subjects.length + names.length > 0 && fold(advisory, 'affected', `Affected (${subjects.length})`,
      h('p', {class: 'names'}, subjects.map((subject) => h('span', {class: 'chip'}, subjectName(subject)))),
      names.length > 0 && h('ul', {class: 'names'}, names.map(([topic, ranges]) => h('li', {}, topic, ' ', h('span', {class: 'quiet'}, `partitions ${ranges}`)))));
}

function files(advisory, act) {
  const refs = advisory.recommendation.artefacts;
  return refs.length > 0 && h('p', {class: 'files'}, h('strong', {}, 'Files: '), refs.map((file) =>
    h('button', {type: 'button', class: 'link', 'data-focus': `${key(advisory)}|${file.name}`, onclick: () => act.file(advisory, file.name)}, `${file.name} (${bytes(file.bytes)})`)));
}

function history(advisory) {
  return fold(advisory, 'history', `History (${advisory.transitions.length})`,
      h('ol', {class: 'history'}, advisory.transitions.map((step) => h('li', {},
          h('time', {datetime: step.at, title: step.at}, clock(step.at)), ' ',
          h('strong', {}, lower(step.to)), ` by ${step.by}: ${step.reason}`))),
      h('p', {class: 'quiet'}, `${advisory.id} · revision ${number(advisory.revision)} · policy ${advisory.policy.name} ${advisory.policy.version}`
          + (advisory.policy.durationFactor === 1 ? '' : `, durations divided by ${number(advisory.policy.durationFactor)}`)));
}

const unfolded = new Set();

function fold(advisory, name, title, ...content) {
  return opening(advisory, name, title, () => {}, ...content);
}

/** True when a person has opened that part of an advisory. */
export const isUnfolded = (advisory, name) => unfolded.has(`${key(advisory)}|${name}`);

function opening(advisory, name, title, opened, ...content) {
  const id = `${key(advisory)}|${name}`;
  return h('details', {open: unfolded.has(id), ontoggle: (event) => {
    if (event.target.open) {
      unfolded.add(id);
      opened();
    } else {
      unfolded.delete(id);
    }
  }}, h('summary', {'data-focus': id}, title), ...content);
}

function buttons(advisory, act) {
  const does = (name, label) => h('button', {type: 'button', 'data-focus': `${key(advisory)}|${name}`, onclick: () => act[name](advisory)}, label);
  return h('div', {class: 'buttons'},
      advisory.state === 'OPEN' && does('acknowledge', 'Acknowledge'), does('snooze', 'Snooze…'), does('dismiss', 'Dismiss…'));
}

function badges(advisory) {
  return [
    h('span', {class: `badge ${lower(advisory.severity)}`}, lower(advisory.severity)),
    h('span', {class: 'chip'}, lower(advisory.category)),
    advisory.state !== 'OPEN' && h('span', {class: 'chip'}, lower(advisory.state)),
    advisory.snoozedUntil && Date.parse(advisory.snoozedUntil) > Date.now() && h('span', {class: 'chip'}, `snoozed until ${clock(advisory.snoozedUntil)}`),
    h('span', {class: 'chip', title: advisory.confidence.why}, `${lower(advisory.confidence.level)} confidence`),
    h('span', {class: 'quiet'}, `owner ${advisory.owner}`),
  ];
}

/** An advisory with its whole story. */
export function story(advisory, broker, act, brief, whole) {
  const folded = (name, title, ...content) => opening(advisory, name, title, () => act.plan(brief), ...content);
  return h('article', {class: `story ${lower(advisory.severity)}`, 'data-advisory': advisory.id, 'aria-labelledby': `t-${key(advisory)}`},
      h('header', {}, badges(advisory)),
      h('h3', {id: `t-${key(advisory)}`}, h('button', {type: 'button', class: 'title', 'aria-expanded': 'true', 'data-focus': `${key(advisory)}|title`, onclick: () => act.fold(advisory)}, advisory.title)),
      facts(advisory, broker),
      h('p', {class: 'explanation'}, advisory.explanation, ' ', h('a', {href: advisory.runbook}, 'Runbook')),
      advisory.outcome && h('p', {}, h('strong', {}, 'Outcome: '), advisory.outcome),
      firstCommand(advisory), files(advisory, act), plan(advisory, brief, whole, act, folded), !advisory.endedAt && buttons(advisory, act),
      h('div', {class: 'folds'}, evidence(advisory), steps(advisory), affected(advisory), outlook(advisory), history(advisory)));
}

/** An advisory as one line that opens. */
export function line(advisory, act) {
  const when = advisory.endedAt ? `${lower(advisory.state)} ${clock(advisory.endedAt)}` : [clock(advisory.openedAt), ' · ', since(advisory)];
  return h('article', {class: `line ${lower(advisory.severity)} ${advisory.endedAt ? 'over' : ''}`, 'data-advisory': advisory.id},
      h('span', {class: `badge ${lower(advisory.severity)}`}, lower(advisory.severity)),
      h('h3', {}, h('button', {type: 'button', class: 'title', 'aria-expanded': 'false', 'data-focus': `${key(advisory)}|title`, onclick: () => act.fold(advisory)}, advisory.title)),
      h('span', {class: 'quiet when'}, when));
}
