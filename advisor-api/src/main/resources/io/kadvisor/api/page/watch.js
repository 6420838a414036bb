import {h} from './dom.js';
import {lower, plural} from './words.js';

/** What is watched, what is off and why, and how the roles are. */
export function watch(cluster, ready) {
  const health = ready?.clusters?.find((one) => one.cluster === cluster.cluster);
  const off = (health?.rules ?? []).filter((rule) => rule.off);
  const dull = (health?.rules ?? []).filter((rule) => !rule.off);
  return [
    h('p', {}, `${plural(cluster.brokersKnown, 'broker')}, ${plural(cluster.topics, 'topic')}, ${plural(cluster.groups, 'group')}; `
        + `a sweep every ${((cluster.sweepIntervalMillis ?? 0) / 1000).toFixed(1)} s.`),
    h('ul', {class: 'sources'}, cluster.sources.map((source) =>
      h('li', {class: source.open ? 'good' : 'off'}, h('strong', {}, source.source), source.open ? ' open' : ` closed: ${source.reason ?? 'no reason given'}`))),
    unseen(health?.unseen ?? []),
    rules('Rules that are off', off),
    rules('Rules that see less than they could', dull),
    h('ul', {class: 'roles'}, (ready?.roles ?? []).map((role) =>
      h('li', {class: role.status === 'UP' ? 'good' : 'off'}, h('strong', {}, role.name), ` ${lower(role.status)}`))),
  ];
}

function unseen(facts) {
  return facts.length > 0 && h('details', {'data-key': 'unseen'},
      h('summary', {}, `${plural(facts.length, 'kind of fact', 'kinds of facts')} not seen`),
      h('ul', {}, facts.map((fact) => h('li', {}, h('strong', {}, fact.description), `: ${fact.reason} `, h('span', {class: 'quiet'}, `Wanted: ${fact.remedy}`)))));
}

function rules(title, list) {
  return list.length > 0 && h('details', {'data-key': title},
      h('summary', {}, `${title}: ${list.length}`),
      h('ul', {}, list.map((rule) => h('li', {}, h('strong', {}, rule.title), h('ul', {}, rule.why.map((why) => h('li', {class: 'quiet'}, why)))))));
}
