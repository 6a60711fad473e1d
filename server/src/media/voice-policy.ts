/** How many voices of a room are forwarded. */
export const VOICES = 5;

// How long somebody counts as loud as they were: pauses between words and sentences are part of speech, and rests are
// part of music. After it they count for less and less.
const HOLD_MS = 1_000;
const MUSIC_HOLD_MS = 10_000;
const DECAY_DB_PER_MS = 0.02;
// How much louder than the quietest of the forwarded somebody has to be: the syllables of one voice differ by less.
const MARGIN_DB = 6;
// The least time that somebody is forwarded: with it the changes a second are bounded, whatever is sent.
const STAY_MS = 200;
// Two packets make a sound, one is a click. Opus packets last 10 to 120 ms; comfort noise comes every 400 ms.
const PAIR_MS = 200;
// Who switches a microphone on is about to speak, and counts as a soft voice until they are heard.
const UNMUTED_DBOV = -50;
// At the beginning nobody's level is known: everybody is forwarded until all have been listened to for so long.
const LISTEN_MS = 1_000;
const SILENCE_DBOV = -127;

/** One microphone that is on. */
export class Voice {
  forwarded = false;
  /** Since when it is forwarded. */
  since = -Infinity;
  /** The packet before, and when it came. */
  level = SILENCE_DBOV;
  heardAt = -Infinity;
  /** The loudest of late, and when that was. */
  peak = UNMUTED_DBOV;

  /** `music` is sound with rests in it, which are to be heard too. */
  constructor(
    readonly music: boolean,
    public peakAt: number,
  ) {}
}

/**
 * Who is forwarded where more microphones are on than there are places. Whoever begins to speak takes the place of the
 * quietest, and keeps it while they speak and a little longer; nobody gives way to silence, and of those who are about
 * as loud as each other the one who has the place keeps it. Times are in milliseconds of one clock and an input, levels
 * in dBov (-127 to 0). A microphone that is off is not known here.
 */
export class VoicePolicy {
  readonly #voices = new Set<Voice>();
  readonly #chooseAt: number;
  #chosen = false;

  constructor(
    private readonly places: number,
    now: number,
  ) {
    this.#chooseAt = now + LISTEN_MS;
  }

  /** A microphone goes on. Others may have lost their places by it. */
  join(music: boolean, now: number): Voice {
    const voice = new Voice(music, now);
    this.#voices.add(voice);
    this.#enter(voice, UNMUTED_DBOV, now);
    return voice;
  }

  /** A microphone goes off. Its place stays free until somebody speaks. */
  leave(voice: Voice): void {
    this.#voices.delete(voice);
  }

  /** A packet of this level came. Whether it changed who is forwarded. */
  hear(voice: Voice, level: number, now: number): boolean {
    const heard = now - voice.heardAt <= PAIR_MS ? Math.min(level, voice.level) : SILENCE_DBOV;
    voice.level = level;
    voice.heardAt = now;
    if (heard >= loudness(voice, now)) {
      voice.peak = heard;
      voice.peakAt = now;
    }
    if (!this.#chosen && now >= this.#chooseAt) return this.#choose(now);
    return !voice.forwarded && this.#enter(voice, heard, now);
  }

  /** Gives a voice a place where it is loud enough for one; whether it is. */
  #enter(voice: Voice, heard: number, now: number): boolean {
    if (this.#chosen) {
      const quietest = this.#quietest(now);
      if (heard < (quietest === null ? SILENCE_DBOV : loudness(quietest, now)) + MARGIN_DB) return false;
      if (quietest !== null) {
        if (now - quietest.since < STAY_MS) return false;
        quietest.forwarded = false;
      }
    }
    voice.forwarded = true;
    voice.since = now;
    return true;
  }

  /** Of the forwarded the one who counts least; null while there is a free place. */
  #quietest(now: number): Voice | null {
    let count = 0;
    let quietest: Voice | null = null;
    for (const voice of this.#voices) {
      if (!voice.forwarded) continue;
      count += 1;
      if (quietest === null || loudness(voice, now) < loudness(quietest, now)) quietest = voice;
    }
    return count < this.places ? null : quietest;
  }

  /** Takes the places from all but the loudest; whether there was somebody to take one from. */
  #choose(now: number): boolean {
    this.#chosen = true;
    const others = [...this.#voices]
      .toSorted((one, other) => loudness(other, now) - loudness(one, now))
      .slice(this.places);
    for (const voice of others) voice.forwarded = false;
    return others.length > 0;
  }
}

/** How loud somebody counts as: their loudest for as long as it holds, and then less and less. */
function loudness(voice: Voice, now: number): number {
  const hold = voice.music ? MUSIC_HOLD_MS : HOLD_MS;
  const rest = Math.max(0, now - voice.peakAt - hold);
  return Math.max(voice.peak - rest * DECAY_DB_PER_MS, SILENCE_DBOV);
}
