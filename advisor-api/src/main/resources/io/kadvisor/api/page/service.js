const STORED = 'kadvisor-token';
let asked = null;

/** A problem document, as the API gave it. */
export class Problem extends Error {
  constructor(document) {
    const faults = (document.faults ?? []).map((f) => `${f.parameter}: ${f.expected}`);
    super([document.title, document.detail, ...faults].filter(Boolean).join(' – '));
    this.status = document.status;
  }
}

/** Sets how a token is asked for: a function that resolves to it. */
export function askTokenBy(ask) {
  asked = ask;
}

function headers(more = {}) {
  const token = sessionStorage.getItem(STORED);
  return token ? {...more, Authorization: `Bearer ${token}`} : more;
}

async function request(path, options = {}) {
  const response = await fetch(path, {...options, headers: headers(options.headers), cache: 'no-store'});
  if (response.status !== 401) {
    return response;
  }
  sessionStorage.setItem(STORED, await asked());
  return request(path, options);
}

/** Reads JSON; the codes named in also count as answers. */
export async function get(path, also = []) {
  const response = await request(path);
  if (!response.ok && !also.includes(response.status)) {
    throw new Problem(await response.json());
  }
  return response.json();
}

export async function post(path, body) {
  const response = await request(path, {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify(body),
  });
  if (!response.ok) {
    throw new Problem(await response.json());
  }
  return response.json();
}

/** Saves a file of the API under its name. */
export async function download(path, name) {
  const response = await request(path);
  if (!response.ok) {
    throw new Problem(await response.json());
  }
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** Follows the events for ever; a lost connection is taken up where it broke. EventSource could not send a token. */
export async function follow(onEvent, onLost) {
  let last = '';
  for (let pause = 500; ; pause = Math.min(pause * 2, 5000)) {
    try {
      const response = await request('/api/v1/events', {
        headers: {Accept: 'text/event-stream', ...(last ? {'Last-Event-ID': last} : {})},
      });
      if (!response.ok) {
        throw new Problem(await response.json());
      }
      for await (const event of events(response.body)) {
        pause = 500;
        last = event.id || last;
        onEvent(event.type, event.data);
      }
      onLost();
    } catch {
      onLost();
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const {done, value} = await reader.read();
    if (done) {
      return;
    }
    text += value;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const event = parse(text.slice(0, end));
      text = text.slice(end + 2);
      yield event;
    }
  }
}

/** A comment, the heartbeat, is an event of type ''. */
function parse(block) {
  const fields = {event: '', id: '', data: ''};
  for (const line of block.split('\n')) {
    const colon = line.indexOf(': ');
    if (colon > 0) {
      fields[line.slice(0, colon)] = line.slice(colon + 2);
    }
  }
  return {type: fields.event, id: fields.id, data: fields.data ? JSON.parse(fields.data) : null};
}
