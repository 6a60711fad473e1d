import { ParticipantId } from '@hangouts/protocol';
import { describe, expect, it } from 'vitest';
import { iceServersFor } from './ice-servers.js';

const ana = ParticipantId.parse('7f0b6a52-5d1e-4c0e-8a3b-0a6f4a4f2b11');
const NOW = 1_700_000_000_123;

describe('the servers that a browser is told', () => {
  it('are none where the operator has none', () => {
    expect(iceServersFor({ stunUrls: [], turn: null }, ana, NOW)).toEqual([]);
  });

  it('are STUN servers as they are', () => {
    const stunUrls = ['stun:one.example', 'stuns:two.example:5349'];
    expect(iceServersFor({ stunUrls, turn: null }, ana, NOW)).toEqual([{ urls: stunUrls }]);
  });

  it('are TURN servers with credentials for twelve hours and for this person alone', () => {
    const turn = { urls: ['turn:relay.example?transport=udp'], secret: 'between-us' };
    // printf %s NAME | openssl dgst -sha1 -hmac between-us -binary | base64
    expect(iceServersFor({ stunUrls: [], turn }, ana, NOW)).toEqual([
      {
        urls: turn.urls,
        username: '1700043200:7f0b6a52-5d1e-4c0e-8a3b-0a6f4a4f2b11',
        credential: 'Gb378hn/TfH9dDwO/4YaActwz4w=',
      },
    ]);
  });
});
