/** What the own line does to the call. */
import { mean, newest, own, type Facts, type Finding, type Weight } from './finding.js';
import type { Sample } from './sample.js';

/** How many samples are looked at together: one alone may be a moment's trouble. */
const WINDOW = 5;
/** Parts of the packets. Opus mends about 3 in 100 without a trace; at 10 words go missing. */
const LOSS = { fair: 0.03, bad: 0.1 };
/** Milliseconds there and back. From 300 on people begin to talk at the same time (ITU-T G.114 for one way: 150). */
const ROUND_TRIP = { fair: 300, bad: 600 };
/** Milliseconds: more than this has to be waited for before anything can be played. */
const JITTER = 60;
/** Part of the time in which a picture is held down. */
const HELD = 0.5;
/** A browser begins small and takes some seconds to find out what the line can do. */
const HELD_WINDOW = 4;
/** And so does the server: as many of its views. */
const VIEWS = 3;

/** What is found of the line, worst first. */
export function lineFindings(facts: Facts): Finding[] {
  if (facts.connection === 'reconnecting' || facts.connection === 'lost') {
    return [own('reconnecting', 'bad')];
  }
  const recent = newest(facts, WINDOW);
  return [...loss(recent), ...delay(recent), ...narrow(facts), ...machine(facts), ...path(recent)];
}

function weigh(value: number | null, limits: { fair: number; bad: number }): Weight | null {
  if (value === null || value < limits.fair) return null;
  return value < limits.bad ? 'fair' : 'bad';
}

function loss(recent: readonly Sample[]): Finding[] {
  const sent = mean(recent.map(({ send }) => send.loss));
  const received = mean(recent.map(({ receive }) => receive.loss));
  const weight = weigh(Math.max(sent ?? 0, received ?? 0), LOSS);
  if (weight === null || recent.length < 2) return [];
  const many = (part: number | null) => (part !== null && part >= LOSS.fair ? part : null);
  return [{ code: 'loss', weight, participant: null, received: many(received), sent: many(sent) }];
}

function delay(recent: readonly Sample[]): Finding[] {
  const findings: Finding[] = [];
  const roundTrip = mean(recent.map((sample) => sample.roundTrip));
  const weight = weigh(roundTrip, ROUND_TRIP);
  if (weight !== null && roundTrip !== null) {
    findings.push({ code: 'slow', weight, participant: null, roundTrip });
  }
  const jitter = mean(recent.map((sample) => sample.jitter));
  if (jitter !== null && jitter >= JITTER) {
    findings.push(own('uneven', 'fair'));
  }
  return findings;
}

/** Pictures that come or go smaller because of the line. */
function narrow(facts: Facts): Finding[] {
  const findings: Finding[] = [];
  if (heldDown(facts, 'line')) {
    findings.push(own('line-send', 'fair'));
  }
  const smaller = Math.min(
    ...facts.views
      .slice(-VIEWS)
      .map(({ received }) => received.filter(({ heldBy }) => heldBy === 'line').length),
  );
  if (facts.views.length >= VIEWS && smaller > 0) {
    findings.push({ code: 'line-receive', weight: 'fair', participant: null, pictures: smaller });
  }
  return findings;
}

function machine(facts: Facts): Finding[] {
  if (!heldDown(facts, 'machine')) return [];
  return [own('machine', 'fair')];
}

/** Whether one of the own pictures was held down most of the time, in each of the last samples. */
function heldDown(facts: Facts, by: 'line' | 'machine'): boolean {
  const recent = newest(facts, HELD_WINDOW);
  return (
    recent.length === HELD_WINDOW &&
    recent.every(({ own: tracks }) => tracks.some((track) => !track.paused && track[by] >= HELD))
  );
}

function path(recent: readonly Sample[]): Finding[] {
  const way = recent.at(-1)?.path ?? null;
  if (way === null) return [];
  const findings: Finding[] = [];
  if (way.protocol === 'tcp') {
    findings.push(own('tcp', 'fair'));
  }
  if (way.relay) {
    findings.push(own('relay', 'note'));
  }
  return findings;
}
