import {byId, h, replace} from './dom.js';
import {clock, plural, span} from './words.js';
import {askTokenBy, download, follow, get, post} from './service.js';
import {racks, tiles} from './cluster.js';
import {table} from './lag.js';
import {watch} from './watch.js';
import {isUnfolded, key, line, story} from './story.js';

const RANK = {CRITICAL: 0, WARNING: 1, NOTICE: 2};
const LINES = 40;
const LOST_AFTER = 4000;

const view = {
  clusters: [],
  cluster: null,
  brokers: [],
  groups: {items: [], total: 0},
  advisories: new Map(),
  plans: new Map(),
  wholePlans: new Map(),
  ready: null,
  blind: [],
  lostSince: null,
  skew: 0,
  toggled: new Map(),
  drawn: new Map(),
  all: false,
};

const now = () => Date.now() + view.skew;
const path = (advisory) => `/api/v1/advisories/${encodeURIComponent(advisory.id)}`;
const about = (advisory) => `?cluster=${encodeURIComponent(advisory.cluster)}`;
const here = () => `/api/v1/clusters/${encodeURIComponent(view.cluster.cluster)}`;

/** Lets one load run at a time; what is asked for meanwhile runs once more afterwards. */
function oneAtATime(load) {
  let running = false;
  let again = false;
  return async function run() {
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      await load();
    } catch (problem) {
      say(problem.message);
    } finally {
      running = false;
      if (again) {
        again = false;
        run();
      }
    }
  };
}

const loadCluster = oneAtATime(async () => {
  view.clusters = (await get('/api/v1/clusters?limit=500')).items;
  const before = view.cluster?.cluster;
  choose(before ?? new URLSearchParams(location.search).get('cluster'));
  if (view.cluster?.cluster !== before) {
    loadAdvisories();
    loadPlans();
  }
  if (view.cluster) {
    const [brokers, groups] = await Promise.all([get(`${here()}/brokers?limit=500`), get(`${here()}/groups?order=lag&self=false&limit=12`)]);
    view.brokers = brokers.items;
    view.groups = groups;
  }
  show();
});

/** The items of every page of a list. */
async function pages(list) {
  const items = [];
  for (let after = ''; after !== null;) {
    const page = await get(list + after);
    items.push(...page.items);
    after = page.next ? `&after=${encodeURIComponent(page.next)}` : null;
  }
  return items;
}

const loadAdvisories = oneAtATime(async () => {
  if (!view.cluster) {
    return;
  }
  const list = `/api/v1/advisories${about(view.cluster)}`;
  const [open, ended] = await Promise.all([pages(`${list}&ended=false&limit=500`), get(`${list}&ended=true&limit=30`)]);
  view.drawn.clear();
  view.advisories = new Map([...open, ...ended.items].map((advisory) => [key(advisory), advisory]));
  showAdvice();
});

const loadPlans = oneAtATime(async () => {
  if (!view.cluster) {
    return;
  }
  const briefs = await pages(`/api/v1/plans${about(view.cluster)}&limit=500`);
  view.plans = new Map(briefs.map((plan) => [`${plan.cluster}|${plan.advisory}`, plan]));
  const ids = new Set(briefs.map((plan) => plan.id));
  [...view.wholePlans.keys()].filter((id) => !ids.has(id)).forEach((id) => view.wholePlans.delete(id));
  await Promise.all(mine().filter((advisory) => isUnfolded(advisory, 'plan')).map((advisory) => loadPlan(view.plans.get(key(advisory)))));
  showAdvice();
});

/** All of a plan but its files; once, since a plan never changes. */
async function loadPlan(brief) {
  if (brief && !view.wholePlans.has(brief.id)) {
    try {
      view.wholePlans.set(brief.id, (await get(`/api/v1/plans/${brief.id}`)).item);
      showAdvice();
    } catch (problem) {
      say(problem.message);
    }
  }
}

const loadHealth = oneAtATime(async () => {
  view.ready = await get('/health/ready', [503]);
  view.skew = Date.parse(view.ready.at) - Date.now();
  view.blind = view.ready.blind;
  show();
});

function choose(wanted) {
  view.cluster = view.clusters.find((one) => one.cluster === wanted || one.alias === wanted) ?? view.clusters[0] ?? null;
}

function mine() {
  return [...view.advisories.values()].filter((advisory) => !view.cluster || advisory.cluster === view.cluster.cluster);
}

const snoozed = (advisory) => (advisory.snoozedUntil && Date.parse(advisory.snoozedUntil) > now() ? 1 : 0);

function showAdvice() {
  const open = mine().filter((a) => !a.endedAt)
      .sort((a, b) => snoozed(a) - snoozed(b) || RANK[a.severity] - RANK[b.severity] || b.openedAt.localeCompare(a.openedAt));
  const ended = mine().filter((a) => a.endedAt).sort((a, b) => b.endedAt.localeCompare(a.endedAt)).slice(0, 10);
  byId('advice-title').textContent = open.length > 0 ? `Open advisories (${open.length})` : 'Open advisories';
  const shown = view.all ? open : open.slice(0, LINES);
  replace(byId('open'), open.length === 0 ? calm() : shown.map((advisory, index) => told(advisory, index === 0 && !snoozed(advisory))),
      shown.length < open.length && h('button', {type: 'button', onclick: () => { view.all = true; showAdvice(); }}, `Show all ${open.length}`));
  byId('ended-title').hidden = ended.length === 0;
  replace(byId('ended'), ended.map((advisory) => told(advisory, false)));
  tick();
}

function told(advisory, first) {
  const opened = view.toggled.get(key(advisory)) ?? first;
  const broker = advisory.subject.kind === 'BROKER' ? view.brokers.find((one) => String(one.id) === advisory.subject.name) : null;
  const brief = view.plans.get(key(advisory));
  const whole = view.wholePlans.get(brief?.id);
  const looks = [advisory.revision, opened, snoozed(advisory), broker?.rack, broker?.host, broker?.port, brief?.id, Boolean(whole)].join('|');
  const drawn = view.drawn.get(key(advisory));
  if (drawn?.looks === looks) {
    return drawn.element;
  }
  const element = opened ? story(advisory, broker, act, brief, whole) : line(advisory, act);
  view.drawn.set(key(advisory), {looks, element});
  return element;
}

/** Nothing is wrong, or nothing is known: the two must not look the same. */
function calm() {
  const cluster = view.cluster;
  if (starting()) {
    return h('div', {class: 'calm waiting'}, h('h3', {}, 'Starting'), h('p', {}, 'Kadvisor has not yet read all that it knows.'));
  }
  if (!cluster || cluster.state === 'STARTING') {
    return h('div', {class: 'calm waiting'}, h('h3', {}, 'Waiting for the first sweep'), h('p', {}, 'Nothing has been seen yet, so nothing can be said.'));
  }
  if (unjudged()) {
    return h('div', {class: 'calm waiting'}, h('h3', {}, 'Not judged yet'), h('p', {}, 'The cluster is swept, but the judging has yet to begin.'));
  }
  if (blindness()?.cause === 'not-judged') {
    return h('div', {class: 'calm waiting'}, h('h3', {}, 'Not judged'), h('p', {}, 'The cluster is swept, but nothing judges what is seen.'));
  }
  if (!current()) {
    return h('div', {class: 'calm waiting'}, h('h3', {}, 'Nothing was open when the cluster was last seen'), h('p', {}, 'What happens now is not seen.'));
  }
  return h('div', {class: 'calm'}, h('h3', {}, 'Nothing is wrong'),
      h('p', {}, `${plural(cluster.brokersKnown, 'broker')}, ${plural(cluster.topics, 'topic')} with ${plural(cluster.partitions, 'partition')} and `
          + `${plural(cluster.groups, 'consumer group')} are watched. An advisory appears here by itself.`),
      off() > 0 && h('p', {class: 'quiet'}, `${plural(off(), 'rule')} ${off() === 1 ? 'is' : 'are'} off for now: see Watching.`));
}

function off() {
  const health = view.ready?.clusters.find((one) => one.cluster === view.cluster.cluster);
  return (health?.rules ?? []).filter((rule) => rule.off).length;
}

function blindness() {
  return view.blind.find((one) => !one.cluster || one.cluster === view.cluster?.cluster);
}

const starting = () => blindness()?.cause === 'starting' && !lost();
const lost = () => view.lostSince !== null && Date.now() - view.lostSince > LOST_AFTER;
const age = () => (view.cluster?.lastSweep ? now() - Date.parse(view.cluster.lastSweep) : null);
const stale = () => age() !== null && age() > (view.cluster.staleAfterMillis ?? Infinity) + 2000;
const current = () => !blindness() && !lost() && !stale();

/** The role that judges, when it runs in this process and does not work. */
function unjudged() {
  return view.ready?.roles?.find((role) => role.name === 'streams' && ['STARTING', 'REBALANCING', 'DOWN'].includes(role.status));
}

const WORDS = {CALM: 'All well', NOTICE: 'Notice', WARNING: 'Warning', CRITICAL: 'Critical', STARTING: 'Starting', BLIND: 'Blind'};

function show() {
  const cluster = view.cluster;
  byId('chooser').hidden = view.clusters.length < 2;
  replace(byId('cluster'), view.clusters.map((one) => h('option', {value: one.cluster, selected: one === cluster}, one.alias)));
  byId('name').textContent = cluster && view.clusters.length < 2 ? cluster.alias : '';
  byId('name').title = cluster?.cluster ?? '';
  if (cluster) {
    replace(byId('tiles'), tiles(cluster));
    replace(byId('racks'), racks(view.brokers));
    replace(byId('lag'), table(view.groups));
    showWatch();
  }
  showAdvice();
}

function showWatch() {
  const opened = new Set([...byId('watch').querySelectorAll('details[open]')].map((one) => one.dataset.key));
  replace(byId('watch'), watch(view.cluster, view.ready).flat().filter(Boolean));
  byId('watch').querySelectorAll('details').forEach((one) => (one.open = opened.has(one.dataset.key)));
}

/** What changes with the clock alone. */
function tick() {
  document.querySelectorAll('[data-since]').forEach((element) => (element.textContent = span(now() - Date.parse(element.dataset.since))));
  const isCurrent = current();
  document.body.dataset.current = isCurrent ? 'yes' : 'no';
  const state = !isCurrent && !starting() ? 'BLIND' : !view.cluster || starting() || (unjudged() && view.cluster.state === 'CALM') ? 'STARTING' : view.cluster.state;
  setText(byId('state'), WORDS[state]);
  byId('state').dataset.state = state;
  setText(byId('age'), age() === null ? 'no sweep yet' : isCurrent ? `live · swept ${span(age())} ago` : `last seen ${clock(view.cluster.asOf ?? view.cluster.lastSweep)} · ${span(age())} ago`);
  banner();
}

function banner() {
  const blind = blindness();
  let words = '';
  if (lost()) {
    words = `No connection to Kadvisor since ${clock(view.lostSince)}. Below is the last state that it told.`;
  } else if (blind) {
    const judged = blind.lastJudged ? ` The state below is of ${clock(blind.lastJudged)}.` : '';
    words = starting() ? blind.sentence : `Blind since ${clock(blind.since)} (${span(now() - Date.parse(blind.since))}): ${blind.sentence}${judged}`;
  } else if (stale()) {
    words = `No sweep for ${span(age())}. The state below is of ${clock(view.cluster.asOf ?? view.cluster.lastSweep)}.`;
  } else if (unjudged()?.status === 'DOWN') {
    words = `Nothing is judged since ${clock(unjudged().since)}: the cluster is swept, but no advisory opens, changes or ends.`;
  }
  byId('banner').hidden = words === '';
  setText(byId('banner'), words);
}

function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

function say(words) {
  byId('news').textContent = words;
}

/** Asks for one value in a dialog; resolves to it, or never when the person turns away. */
function ask({title, note, label, type = 'text', values, go}) {
  const dialog = byId('ask');
  return new Promise((resolve) => {
    const input = values
      ? h('select', {id: 'answer'}, values.map(([value, text]) => h('option', {value}, text)))
      : h('input', {id: 'answer', type, required: true, maxlength: 1000, autocomplete: 'off'});
    const form = h('form', {method: 'dialog', onsubmit: (event) => {
      event.preventDefault();
      dialog.close();
      resolve(input.value.trim());
    }}, h('h2', {id: 'ask-title'}, title), note && h('p', {}, note), h('label', {for: 'answer'}, label), input,
    h('div', {class: 'buttons'}, h('button', {type: 'submit'}, go), h('button', {type: 'button', onclick: () => dialog.close()}, 'Cancel')));
    dialog.replaceChildren(form);
    dialog.showModal();
    input.focus();
  });
}

async function command(advisory, name, body) {
  try {
    await post(`${path(advisory)}/${name}${about(advisory)}`, body);
    say(`${name} is on its way; it takes effect with the next sweep.`);
  } catch (problem) {
    say(problem.message);
    await ask({title: 'That did not work', note: problem.message, label: 'What next', values: [['', 'Leave it']], go: 'Close'});
  }
}

const act = {
  acknowledge: (advisory) => command(advisory, 'acknowledge', {}),
  dismiss: async (advisory) => command(advisory, 'dismiss', {
    reason: await ask({title: 'Dismiss', note: advisory.title, label: 'Why it does not matter', go: 'Dismiss'}),
  }),
  snooze: async (advisory) => command(advisory, 'snooze', {
    duration: await ask({title: 'Snooze', note: advisory.title, label: 'For', go: 'Snooze',
      values: [['PT30M', '30 minutes'], ['PT1H', 'an hour'], ['PT4H', '4 hours'], ['P1D', 'a day'], ['P7D', 'a week']]}),
  }),
  file: async (advisory, name) => {
    try {
      await download(`${path(advisory)}/artefacts/${encodeURIComponent(name)}${about(advisory)}`, name);
    } catch (problem) {
      say(problem.message);
    }
  },
  plan: loadPlan,
  planFile: async (plan, name) => {
    try {
      await download(`/api/v1/plans/${plan.id}/files/${encodeURIComponent(name)}`, name);
    } catch (problem) {
      say(problem.message);
    }
  },
  fold: (advisory) => {
    const shown = document.querySelector(`article.story[data-advisory="${CSS.escape(advisory.id)}"]`);
    view.toggled.set(key(advisory), !shown);
    showAdvice();
  },
};

function onEvent(type, data) {
  if (view.lostSince !== null) {
    view.lostSince = null;
    tick();
  }
  if (type === 'ready' || type === 'missed') {
    loadCluster();
    loadAdvisories();
    loadPlans();
    loadHealth();
  } else if (type === 'plan') {
    loadPlans();
  } else if (type === 'sweep') {
    loadCluster();
    if (view.blind.length > 0) {
      loadHealth();
    }
  } else if (type === 'health') {
    view.blind = data.blind;
    loadHealth();
    loadCluster();
    loadAdvisories();
    loadPlans();
  } else if (type === 'advisory') {
    tell(data);
  } else if (type === 'forgotten') {
    view.advisories.delete(`${data.cluster}|${data.advisory}`);
    showAdvice();
  }
}

function tell(advisory) {
  const before = view.advisories.get(key(advisory));
  if (before && before.revision > advisory.revision) {
    return;
  }
  view.advisories.set(key(advisory), advisory);
  if (!before || before.state !== advisory.state) {
    say(`${advisory.endedAt ? 'Ended' : before ? 'Changed' : 'New'}: ${advisory.title}`);
  }
  showAdvice();
  loadCluster();
}

function onLost() {
  view.lostSince ??= Date.now();
}

byId('cluster').addEventListener('change', (event) => {
  choose(event.target.value);
  loadCluster();
  loadAdvisories();
  loadPlans();
});
askTokenBy(() => ask({title: 'Sign in', note: 'This API asks for a token with the role read or more.', label: 'Token', type: 'password', go: 'Sign in'}));
setInterval(tick, 1000);
setInterval(loadHealth, 5000);
setInterval(() => unjudged() && loadHealth(), 2000);
follow(onEvent, onLost);
