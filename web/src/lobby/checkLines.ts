/** What a connection check has found, in words, and what to try. Pure. */
import type { ConnectionCheck } from '../session/check/check.js';
import type { EchoFigures } from '../session/check/figures.js';

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

// As in the call: from here on it is felt.
const ROUND_TRIP = { fair: 300, bad: 600 };
const LOSS = { fair: 0.03, bad: 0.1 };
const JITTER = { fair: 60, bad: 200 };

const HOME_LINE = 'Go nearer to your Wi-Fi or use a cable, and stop downloads and other videos on this line.';
const OTHER_NETWORK = 'Try another network, or ask who runs this one to let UDP through.';

/** One line for each thing that was tried, the connection first. */
export function checkLines(connection: ConnectionCheck, devices: DeviceCheck): CheckLine[] {
  const best = connection.udp ?? connection.tcp;
  return [
    way(connection),
    ...(best === null ? [] : figures(best)),
    ...relay(connection),
    microphone(devices.loudest),
    camera(devices.frames),
  ];
}

/** The worst of the lines, as one sentence. */
export function summaryOf(lines: readonly CheckLine[]): string {
  const states = lines.map(({ state }) => state);
  if (states.includes('bad')) return 'Something will not work yet.';
  return states.includes('fair')
    ? 'Your call will work, but it could be better.'
    : 'All is well for your call.';
}

function way({ udp, tcp }: ConnectionCheck): CheckLine {
  if (udp !== null) return { state: 'good', title: 'The media server is reached by UDP', help: null };
  if (tcp !== null) {
    return {
      state: 'fair',
      title: 'The media server is reached by TCP only, so sound and picture may stall',
      help: OTHER_NETWORK,
    };
  }
  return {
    state: 'bad',
    title: 'The media server is not reached, neither by UDP nor by TCP',
    help: 'A firewall or a VPN keeps sound and picture out. Try another network, or ask who runs this server to open its media ports.',
  };
}

function figures({ roundTrip, jitter, loss }: EchoFigures): CheckLine[] {
  if (roundTrip === null) {
    return [{ state: 'bad', title: 'Nothing that is sent comes back', help: OTHER_NETWORK }];
  }
  const uneven = weigh(jitter ?? 0, JITTER);
  return [
    {
      state: weigh(roundTrip, ROUND_TRIP),
      title: `There and back takes ${roundTrip < 1 ? 'under 1' : Math.round(roundTrip)} ms`,
      help: roundTrip < ROUND_TRIP.fair ? null : 'Switch a VPN off, or use another network.',
    },
    {
      state: weigh(loss, LOSS),
      title:
        loss === 0 ? 'Nothing gets lost' : `${Math.max(1, Math.round(loss * 100))} % gets lost on the way`,
      help: loss < LOSS.fair ? null : HOME_LINE,
    },
    ...(uneven === 'good' ? [] : [{ state: uneven, title: 'It comes in fits and starts', help: HOME_LINE }]),
  ];
}

function relay({ iceServers: { stun, turn } }: ConnectionCheck): CheckLine[] {
  const lines: CheckLine[] = [];
  if (turn !== null) {
    lines.push({
      state: turn ? 'good' : 'fair',
      title: turn ? 'The relay is reached' : 'The relay is not reached',
      help: turn
        ? null
        : 'Two people may not be able to connect directly. Their call then goes through the server.',
    });
  }
  if (stun === false && turn !== true) {
    lines.push({ state: 'fair', title: 'The STUN server does not answer', help: OTHER_NETWORK });
  }
  return lines;
}

function microphone(loudest: DeviceCheck['loudest']): CheckLine {
  if (loudest === null) return { state: 'off', title: 'Your microphone is off', help: null };
  if (loudest === 'not measured') return { state: 'off', title: 'Your microphone is on', help: null };
  if (loudest > 0) return { state: 'good', title: 'Your microphone is heard', help: null };
  return {
    state: 'fair',
    title: 'Nothing was heard from your microphone',
    help: 'Say something and check again, look for a mute switch on it, or choose another one below.',
  };
}

function camera(frames: number | null): CheckLine {
  if (frames === null) return { state: 'off', title: 'Your camera is off', help: null };
  if (frames > 1) return { state: 'good', title: 'Your camera gives pictures', help: null };
  return {
    state: 'fair',
    title: 'Your camera gives no pictures',
    help: 'Open its cover, close other programs that use it, or choose another one below.',
  };
}

function weigh(value: number, limits: { fair: number; bad: number }): 'good' | 'fair' | 'bad' {
  if (value < limits.fair) return 'good';
  return value < limits.bad ? 'fair' : 'bad';
}
