/** What a connection check has found, in words, and what to try. Pure. */
import type { ConnectionCheck } from '../session/check/check.js';
import type { EchoFigures } from '../session/check/figures.js';
import { millisecondsInWords, shareInWords } from '../language/format.js';
import type { Words } from '../language/words.js';

export interface CheckLine {
  state: 'good' | 'fair' | 'bad' | 'off';
  title: string;
  /** What to try; null where nothing needs to be done. */
  help: string | null;
}

/** What was found of the own devices; null where one is off. */
export interface DeviceCheck {
  /** 0 (silence) to 1, where the browser measures it. */
  loudest: number | 'not measured' | null;
  frames: number | null;
}

/** What a check has found. */
export interface CheckFound {
  connection: ConnectionCheck;
  devices: DeviceCheck;
}

// As in the call: from here on it is felt.
const ROUND_TRIP = { fair: 300, bad: 600 };
const LOSS = { fair: 0.03, bad: 0.1 };
const JITTER = { fair: 60, bad: 200 };

/** One line for each thing that was tried, the connection first. */
export function checkLines(words: Words, connection: ConnectionCheck, devices: DeviceCheck): CheckLine[] {
  const best = connection.udp ?? connection.tcp;
  return [
    way(words, connection),
    ...(best === null ? [] : figures(words, best)),
    ...relay(words, connection),
    microphone(words, devices.loudest),
    camera(words, devices.frames),
  ];
}

/** The worst of the lines, as one sentence. */
export function summaryOf(words: Words, lines: readonly CheckLine[]): string {
  const states = lines.map(({ state }) => state);
  if (states.includes('bad')) return words('lobby:check.bad');
  return words(states.includes('fair') ? 'lobby:check.fair' : 'lobby:check.good');
}

function way(words: Words, { udp, tcp }: ConnectionCheck): CheckLine {
  if (udp !== null) return { state: 'good', title: words('lobby:check.udp'), help: null };
  if (tcp !== null) {
    return {
      state: 'fair',
      title: words('lobby:check.tcp'),
      help: words('lobby:check.otherNetwork'),
    };
  }
  return {
    state: 'bad',
    title: words('lobby:check.neither'),
    help: words('lobby:check.firewall'),
  };
}

function figures(words: Words, { roundTrip, jitter, loss }: EchoFigures): CheckLine[] {
  if (roundTrip === null) {
    return [
      { state: 'bad', title: words('lobby:check.nothingBack'), help: words('lobby:check.otherNetwork') },
    ];
  }
  const uneven = weigh(jitter ?? 0, JITTER);
  return [
    {
      state: weigh(roundTrip, ROUND_TRIP),
      title: words('lobby:check.roundTrip', { time: millisecondsInWords(words, roundTrip) }),
      help: roundTrip < ROUND_TRIP.fair ? null : words('lobby:check.vpn'),
    },
    {
      state: weigh(loss, LOSS),
      title:
        loss === 0
          ? words('lobby:check.noLoss')
          : words('lobby:check.loss', { share: shareInWords(words, Math.max(0.01, loss)) }),
      help: loss < LOSS.fair ? null : words('lobby:check.homeLine'),
    },
    ...(uneven === 'good'
      ? []
      : [{ state: uneven, title: words('lobby:check.uneven'), help: words('lobby:check.homeLine') }]),
  ];
}

function relay(words: Words, { iceServers: { stun, turn } }: ConnectionCheck): CheckLine[] {
  const lines: CheckLine[] = [];
  if (turn !== null) {
    lines.push({
      state: turn ? 'good' : 'fair',
      title: words(turn ? 'lobby:check.relay' : 'lobby:check.noRelay'),
      help: turn ? null : words('lobby:check.noRelayHelp'),
    });
  }
  if (stun === false && turn !== true) {
    lines.push({
      state: 'fair',
      title: words('lobby:check.noStun'),
      help: words('lobby:check.otherNetwork'),
    });
  }
  return lines;
}

function microphone(words: Words, loudest: DeviceCheck['loudest']): CheckLine {
  if (loudest === null) return { state: 'off', title: words('lobby:check.microphoneOff'), help: null };
  if (loudest === 'not measured')
    return { state: 'off', title: words('lobby:check.microphoneOn'), help: null };
  if (loudest > 0) return { state: 'good', title: words('lobby:check.microphoneHeard'), help: null };
  return {
    state: 'fair',
    title: words('lobby:check.microphoneSilent'),
    help: words('lobby:check.microphoneHelp'),
  };
}

function camera(words: Words, frames: number | null): CheckLine {
  if (frames === null) return { state: 'off', title: words('lobby:check.cameraOff'), help: null };
  if (frames > 1) return { state: 'good', title: words('lobby:check.cameraGood'), help: null };
  return {
    state: 'fair',
    title: words('lobby:check.cameraNone'),
    help: words('lobby:check.cameraHelp'),
  };
}

function weigh(value: number, limits: { fair: number; bad: number }): 'good' | 'fair' | 'bad' {
  if (value < limits.fair) return 'good';
  return value < limits.bad ? 'fair' : 'bad';
}
