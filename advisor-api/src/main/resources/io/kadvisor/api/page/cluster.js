import {h} from './dom.js';
import {bytes, number, percent, plural, short} from './words.js';

/** The row of figures at the top. */
export function tiles(cluster) {
  const down = cluster.brokersKnown - (cluster.brokersUp ?? 0);
  return [
    tile('Brokers', cluster.brokersUp === undefined ? '?' : `${cluster.brokersUp} / ${cluster.brokersKnown}`,
        down > 0 ? `${down} away` : 'all listed', down > 0 && 'bad'),
    tile('Partitions', short(cluster.partitions), plural(cluster.topics, 'topic')),
    tile('Offline', short(cluster.offline), 'without a leader', cluster.offline > 0 && 'bad'),
    tile('Under min ISR', short(cluster.underMinIsr), 'refuse acks=all', cluster.underMinIsr > 0 && 'bad'),
    tile('Under-replicated', short(cluster.underReplicated), 'fewer copies in sync', cluster.underReplicated > 0 && 'warn'),
    tile('Groups', short(cluster.groups), 'consumer groups'),
  ];
}

function tile(name, value, note, mood) {
  return h('div', {class: `tile ${mood || ''}`},
      h('span', {class: 'tile-name'}, name), h('strong', {}, value), h('span', {class: 'quiet'}, note));
}

/** A column for each rack, a card for each broker. */
export function racks(brokers) {
  const byRack = new Map();
  for (const broker of brokers) {
    const rack = broker.rack ?? 'no rack';
    byRack.set(rack, [...(byRack.get(rack) ?? []), broker]);
  }
  return [...byRack.keys()].sort().map((rack) =>
    h('section', {class: 'rack', 'aria-label': `Rack ${rack}`},
        h('h3', {title: rack}, rack), byRack.get(rack).map((broker) => card(broker))));
}

const WORDS = {UP: 'up', SILENT: 'does not answer', FENCED: 'fenced', ABSENT: 'absent'};

function card(broker) {
  const place = broker.host ? `${broker.host}:${broker.port ?? '?'}` : 'address unknown';
  return h('article', {class: `broker ${broker.state.toLowerCase()}`, 'data-broker': broker.id},
      h('header', {}, h('strong', {}, `Broker ${broker.id}`),
          broker.controller && h('span', {class: 'chip', title: 'The active controller'}, 'controller'),
          h('span', {class: 'broker-state'}, WORDS[broker.state])),
      h('p', {class: 'quiet host', title: place}, place),
      h('dl', {}, fact('Leaders', number(broker.leaders)), fact('Replicas', number(broker.replicas)),
          fact('CPU', broker.cpu === undefined ? 'unknown' : percent(broker.cpu)), fact('Disk', disk(broker)),
          fullness(broker) !== undefined && fact('Volume', percent(fullness(broker))),
          broker.probeUnanswered !== undefined && fact('Probe, p99', probe(broker))),
      meter(broker));
}

function fact(name, value) {
  return h('div', {}, h('dt', {}, name), h('dd', {class: value === 'unknown' && 'quiet'}, value));
}

/** How long records take to it and back; one is always on its way. */
function probe(broker) {
  if (broker.probeUnanswered >= 3) {
    return `none for ${Math.round(broker.probeUnanswered)} s`;
  }
  return broker.probeP99 === undefined ? 'unknown' : `${Math.max(1, Math.round(broker.probeP99 * 1000))} ms`;
}

function disk(broker) {
  return broker.diskUsed === undefined ? 'unknown' : bytes(broker.diskUsed);
}

/** How full the volumes are, from 0 to 1, when the broker says so. */
function fullness(broker) {
  return broker.diskTotal === undefined || broker.diskFree === undefined
    ? undefined : (broker.diskTotal - broker.diskFree) / broker.diskTotal;
}

function meter(broker) {
  const full = fullness(broker);
  if (full === undefined) {
    return null;
  }
  const words = `${percent(full)} of ${bytes(broker.diskTotal)} used on its volume`;
  return h('meter', {min: 0, max: 1, low: 0.7, high: 0.85, optimum: 0, value: full, title: words, 'aria-label': words});
}
