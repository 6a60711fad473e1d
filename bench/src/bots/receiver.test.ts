import { describe, expect, it } from 'vitest';
import { EXTENSIONS } from './publication.js';
import { Receiver } from './receiver.js';
import { writeSenderReport } from './rtp/rtcp.js';
import { writeRtp } from './rtp/packet.js';

const SSRC = 5;

function consumer(id: string, kind: 'audio' | 'video', ssrc = SSRC) {
  const codec = { mimeType: 'video/VP8', payloadType: 96, clockRate: 90_000 } as const;
  const headerExtensions = [{ uri: EXTENSIONS.level, id: 4 }];
  return {
    id,
    producerId: `producer of ${id}`,
    kind,
    rtpParameters: { codecs: [codec], headerExtensions, encodings: [{ ssrc }] },
  };
}

function packet(sequence: number, { key = false, marker = true, ssrc = SSRC } = {}): Buffer {
  const payload = Buffer.from([0x10, key ? 0 : 1, 0, 0]);
  const header = { payloadType: 96, marker, sequence, timestamp: sequence * 6_000, ssrc };
  return writeRtp({ ...header, extensions: [{ id: 4, data: Buffer.from('12345') }], payload });
}

describe('losses', () => {
  it.each<[string, number[], number]>([
    ['none', [7, 8, 9], 0],
    ['one in between', [7, 9, 10], 1],
    ['over the end of the numbers', [65_534, 65_535, 0, 2], 1],
    ['none where they come in another order', [7, 9, 8, 10], 0],
    ['none where one comes twice', [7, 8, 8, 9], 0],
    ['none where one comes before the first', [7, 6, 8], 0],
    ['none of nothing', [], 0],
  ])('%s', (_case, sequences, lost) => {
    const receiver = new Receiver();
    receiver.add(consumer('a', 'video'));
    for (const sequence of sequences) receiver.receive(packet(sequence));
    expect(receiver.counts('video')).toMatchObject({ packets: sequences.length, lost });
  });
});

it('counts frames and key frames of pictures, and keeps the kinds apart', () => {
  const receiver = new Receiver();
  receiver.add(consumer('a', 'video'));
  receiver.add(consumer('b', 'audio', 6));
  receiver.receive(packet(1, { key: true, marker: false }));
  receiver.receive(packet(2));
  receiver.receive(packet(3));
  receiver.receive(packet(1, { key: true, ssrc: 6 }));
  expect(receiver.counts('video')).toMatchObject({ packets: 3, frames: 2, keyFrames: 1 });
  expect(receiver.counts('audio')).toMatchObject({ packets: 1, frames: 0, keyFrames: 0 });
});

it('passes over RTCP, sources of no consumer, and what is no packet; keeps the counts of consumers that ended', () => {
  const receiver = new Receiver();
  receiver.add(consumer('a', 'video'));
  receiver.receive(packet(1));
  receiver.receive(packet(1, { ssrc: 99 }));
  const report = { ssrc: SSRC, time: 0, timestamp: 0, packets: 0, bytes: 0 };
  receiver.receive(writeSenderReport(report, 'x'));
  receiver.receive(Buffer.from([0x80]));
  receiver.remove('a');
  receiver.remove('never');
  receiver.receive(packet(2));
  expect(receiver.counts('video')).toMatchObject({ packets: 1, lost: 0 });
});

it('notes when the first word of a voice that is waited for begins', () => {
  const receiver = new Receiver();
  receiver.add(consumer('a', 'audio'));
  const producer = 'producer of a';
  const sound = (sequence: number, level: number) => {
    const header = { payloadType: 96, marker: false, sequence, timestamp: sequence * 960, ssrc: SSRC };
    const extensions = [{ id: 4, data: Buffer.from([-level]) }];
    receiver.receive(writeRtp({ ...header, extensions, payload: Buffer.alloc(10) }));
  };
  sound(1, -127);
  expect(receiver.onsetOf(producer)).toBeNull();
  sound(2, -30);
  sound(3, -30);
  expect(receiver.onsetOf(producer)).toBe(2 * 960);
  receiver.awaitVoice(producer);
  expect([receiver.onsetOf(producer), receiver.onsetOf('another')]).toEqual([null, null]);
  sound(4, -30);
  expect(receiver.onsetOf(producer)).toBe(4 * 960);
});
