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

const HOME_LINE = 'Go nearer to your Wi-Fi or use a cable, and stop downloads and other videos on this line.';

/** What is found of the line, worst first. */
export function lineFindings(facts: Facts): Finding[] {
  if (facts.connection === 'reconnecting' || facts.connection === 'lost') {
    return [
      own(
        'reconnecting',
        'bad',
        'The connection is gone and is being made again.',
        'Check whether this computer is online. You need not do anything here: your seat is kept.',
      ),
    ];
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
  const parts = [
    received !== null && received >= LOSS.fair ? `${percent(received)} of what comes to you` : null,
    sent !== null && sent >= LOSS.fair ? `${percent(sent)} of what you send` : null,
  ].filter((part) => part !== null);
  return [own('loss', weight, `${parts.join(' and ')} gets lost on your line.`, HOME_LINE)];
}

function delay(recent: readonly Sample[]): Finding[] {
  const findings: Finding[] = [];
  const roundTrip = mean(recent.map((sample) => sample.roundTrip));
  const weight = weigh(roundTrip, ROUND_TRIP);
  if (weight !== null && roundTrip !== null) {
    findings.push(
      own(
        'slow',
        weight,
        `Everything takes ${Math.round(roundTrip)} ms there and back.`,
        'Switch a VPN off, or use another network: a mobile one is often slower than Wi-Fi.',
      ),
    );
  }
  const jitter = mean(recent.map((sample) => sample.jitter));
  if (jitter !== null && jitter >= JITTER) {
    findings.push(own('uneven', 'fair', 'Sound and picture reach you in fits and starts.', HOME_LINE));
  }
  return findings;
}

/** Pictures that come or go smaller because of the line. */
function narrow(facts: Facts): Finding[] {
  const findings: Finding[] = [];
  if (heldDown(facts, 'line')) {
    findings.push(
      own(
        'line-send',
        'fair',
        'Your line is too narrow for your whole picture: it is sent smaller.',
        `${HOME_LINE} With your camera off, your voice has the line to itself.`,
      ),
    );
  }
  const smaller = Math.min(
    ...facts.views
      .slice(-VIEWS)
      .map(({ received }) => received.filter(({ heldBy }) => heldBy === 'line').length),
  );
  if (facts.views.length >= VIEWS && smaller > 0) {
    const pictures = smaller === 1 ? 'one picture comes' : `${smaller} pictures come`;
    findings.push(
      own(
        'line-receive',
        'fair',
        `Your line is too narrow for all pictures: ${pictures} smaller.`,
        HOME_LINE,
      ),
    );
  }
  return findings;
}

function machine(facts: Facts): Finding[] {
  if (!heldDown(facts, 'machine')) return [];
  return [
    own(
      'machine',
      'fair',
      'This computer has too much to do: your picture is sent smaller.',
      'Close other programs and tabs, and plug in the charger.',
    ),
  ];
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
    findings.push(
      own(
        'tcp',
        'fair',
        'UDP does not get through here, so sound and picture go by TCP and may stall.',
        'Try another network, or ask who runs this one to let UDP through.',
      ),
    );
  }
  if (way.relay) {
    findings.push(
      own('relay', 'note', 'Sound and picture go through a relay, because there is no straighter way.', null),
    );
  }
  return findings;
}

function percent(part: number): string {
  return `${Math.round(part * 100)} %`;
}
