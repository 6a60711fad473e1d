import { randomUUID } from 'node:crypto';
import { ParticipantId } from '@hangouts/protocol';
import { expect, it } from 'vitest';
import { SpeakerChoice } from './speaker-choice.js';

const [ana, ben] = [ParticipantId.parse(randomUUID()), ParticipantId.parse(randomUUID())];
const heard = (...people: ParticipantId[]) => people.map((participant) => ({ participant, level: -30 }));

it('is nobody before anybody spoke, and then the loudest at once', () => {
  const speaker = new SpeakerChoice();
  expect(speaker.heard([], 0)).toBe(false);
  expect(speaker.now).toBeNull();
  expect(speaker.heard(heard(ana, ben), 300)).toBe(true);
  expect(speaker.now).toBe(ana);
});

it('stays through silence, and for two seconds when another is louder', () => {
  const speaker = new SpeakerChoice();
  speaker.heard(heard(ana), 0);
  expect(speaker.heard([], 1_000)).toBe(false);
  expect(speaker.heard(heard(ben), 1_999)).toBe(false);
  expect(speaker.now).toBe(ana);
  expect(speaker.heard(heard(ben, ana), 2_000)).toBe(true);
  expect(speaker.now).toBe(ben);
});
