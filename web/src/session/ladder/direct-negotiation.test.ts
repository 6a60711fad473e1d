import { expect, it, vi } from 'vitest';
import { Negotiation } from './direct-negotiation.js';

function end() {
  const connection = Object.assign(new EventTarget(), {
    signalingState: 'stable',
    localDescription: { type: 'answer', sdp: 'v=0\r\n' },
    setRemoteDescription: vi.fn(() => Promise.resolve()),
    setLocalDescription: vi.fn(() => Promise.resolve()),
  });
  const [send, failed] = [vi.fn(), vi.fn()];
  const negotiation = new Negotiation({
    connection: connection as unknown as RTCPeerConnection,
    polite: true,
    send,
    failed,
    sections: () => [],
    offered: () => undefined,
    adapted: (sdp) => sdp,
  });
  return { connection, send, failed, negotiation };
}

function offer(sections: number) {
  const sdp = `v=0\r\n${'m=video 9 UDP/TLS/RTP/SAVPF 96\r\n'.repeat(sections)}`;
  return { description: { type: 'offer' as const, sdp, sources: [] } };
}

it('answers an offer with a section for each source and one for the channels', async () => {
  const { negotiation, send, failed } = end();
  negotiation.take(offer(5));
  await vi.waitUntil(() => send.mock.calls.length === 1);
  expect(failed).not.toHaveBeenCalled();
});

it('fails by an offer of a thousand sections before the browser sees it', async () => {
  const { negotiation, connection, failed } = end();
  negotiation.take(offer(1_000));
  await vi.waitUntil(() => failed.mock.calls.length === 1);
  expect(connection.setRemoteDescription).not.toHaveBeenCalled();
});
