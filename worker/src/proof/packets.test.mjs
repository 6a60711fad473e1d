import { describe, expect, test } from 'vitest';
import { pictureLossIndication, readPacket, rtpPacket } from './packets.mjs';

const fields = { payloadType: 101, sequence: 65_537, timestamp: 90_000, ssrc: 0x1234abcd };
const payload = Buffer.from('frame');

describe('an RTP packet', () => {
  const packet = rtpPacket({ ...fields, payload });

  test('is read back', () => {
    expect(readPacket(packet)).toEqual({ kind: 'rtp', ssrc: fields.ssrc, payload });
  });

  test('has a sequence number of 16 bits', () => {
    expect(packet.readUInt16BE(2)).toBe(1);
  });

  test('is read past contributing sources and an extension', () => {
    const extended = Buffer.concat([packet.subarray(0, 12), Buffer.alloc(4), Buffer.alloc(8), payload]);
    extended.writeUInt8(0x91, 0);
    extended.writeUInt16BE(1, 18);
    expect(readPacket(extended)).toEqual({ kind: 'rtp', ssrc: fields.ssrc, payload });
  });
});

describe('an RTCP packet', () => {
  const request = pictureLossIndication({ sender: 1, media: 2 });
  const receiverReport = Buffer.from([0x80, 201, 0, 1, 0, 0, 0, 1]);

  test.each([
    ['a request for a key frame', request, true],
    ['a report', receiverReport, false],
    ['a request behind a report', Buffer.concat([receiverReport, request]), true],
  ])('%s', (_, packet, asksKeyFrame) => {
    expect(readPacket(packet)).toEqual({ kind: 'rtcp', asksKeyFrame });
  });
});
