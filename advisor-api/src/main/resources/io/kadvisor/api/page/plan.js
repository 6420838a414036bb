import {chart} from './brokers.js';
import {h} from './dom.js';
import {bytes, clock, duration, percent, plural, span} from './words.js';

/** What the plan of an advisory does, in a sentence, with the files that do it. */
export function plan(advisory, brief, whole, act, fold) {
  if (!brief) {
    return null;
  }
  const {summary} = brief;
  return h('section', {class: 'plan', 'data-plan': brief.id},
      h('p', {}, h('strong', {}, 'Plan for this cluster: '), does(summary), ' ',
          h('span', {class: 'quiet'}, `${brief.id}, as of ${clock(brief.madeAt)}`)),
      summary.replaced && h('p', {class: 'quiet'}, `It replaces ${summary.replaced.plan}, since ${summary.replaced.why}.`),
      fold('plan', 'Plan: waves, brokers before and after, files', whole ? details(brief, whole, act) : h('p', {}, 'Loading …')));
}

function does(summary) {
  const {moved} = summary;
  if (moved.partitions === 0) {
    return 'nothing that can be moved makes it better.';
  }
  const copies = moved.copies > 0 ? `copies ${plural(moved.copies, 'replica')}, ${bytes(moved.bytes)} (${percent(moved.share)} of all)` : 'copies nothing';
  const time = moved.copies > 0 ? `, ${about(summary.duration)}` : '';
  return `${copies}; changes ${plural(moved.leaderChanges, 'leader')}; in ${plural(summary.waves, 'wave')}${time}.`;
}

function about(time) {
  return duration(time) < 500 ? 'a moment' : `about ${span(duration(time))}`;
}

function details(brief, whole, act) {
  const {summary} = brief;
  return [
    h('p', {}, summary.asked.purpose),
    summary.load && h('p', {class: 'load'}, load(summary.load)),
    summary.asked.joining.length > 0 && h('p', {}, `Only once these brokers have joined: ${summary.asked.joining.join(', ')}.`),
    notes('Not kept', summary.notKept), notes('To know', summary.notes),
    error(whole.errors),
    table(['Wave', 'What for', 'Partitions', 'Copies', 'Data', 'Throttle', 'About'], whole.waves.map((wave) => [
      wave.number, wave.purpose, wave.partitions, wave.copies, bytes(wave.bytes),
      wave.throttle ? `${bytes(wave.throttle)}/s` : '–', wave.duration ? about(wave.duration).replace('about ', '') : 'moments'])),
    chart(whole.brokers),
    table(['Broker', 'Rack', 'Replicas', 'Leaders', 'Disk', 'Bytes in', 'To consumers', 'CPU'], whole.brokers.map(broker)),
    h('p', {class: 'files'}, h('strong', {}, 'Files: '), whole.files.map((name) =>
      h('button', {type: 'button', class: 'link', 'data-focus': `${brief.id}|${name}`, onclick: () => act.planFile(brief, name)}, name))),
  ];
}

/** Where its traffic is from. */
function load({source, start, end, sweeps, peaks, why}) {
  const span = `from ${clock(start)} to ${clock(end)}`;
  return [h('strong', {}, 'Traffic: '), source === 'LAST_SWEEP' ? `what changed ${span}. ` : `the mean of ${plural(sweeps, 'sweep')} ${span}${peaks ? ', and how far topics rise above it' : ''}. `, why];
}

function broker({broker, rack, leaves, joins, before, after}) {
  const change = (was, is) => (was === is ? is : `${was} → ${is}`);
  return [`${broker}${leaves ? ', leaves' : joins ? ', joins' : ''}`, rack, change(before.replicas, after.replicas), change(before.leaders, after.leaders),
    change(bytes(before.disk), bytes(after.disk)), change(`${bytes(before.bytesIn)}/s`, `${bytes(after.bytesIn)}/s`),
    change(`${bytes(before.bytesOut)}/s`, `${bytes(after.bytesOut)}/s`), change(percent(before.cpu), percent(after.cpu))];
}

/** How far the model is from what brokers measure, at worst. */
function error(errors) {
  const off = (one) => Math.abs(one.estimated / one.measured - 1);
  const [worst] = [...errors].sort((one, other) => off(other) - off(one));
  return worst && h('p', {}, h('strong', {}, 'Error of the model: '),
      `at most ${percent(off(worst))}, for the ${worst.measure} of broker ${worst.broker}: ${bytes(worst.estimated)}/s estimated, ${bytes(worst.measured)}/s measured.`);
}

const notes = (name, sentences) => sentences.length > 0 && h('div', {}, h('strong', {}, name), h('ul', {}, sentences.map((one) => h('li', {}, one))));

const kind = (column) => (column > 1 ? 'figure' : null);

function table(names, rows) {
  return h('div', {class: 'scroll', tabindex: 0}, h('table', {},
      h('thead', {}, h('tr', {}, names.map((name, index) => h('th', {scope: 'col', class: kind(index)}, name)))),
      h('tbody', {}, rows.map((row) => h('tr', {}, row.map((cell, index) => h('td', {class: kind(index)}, String(cell))))))));
}
