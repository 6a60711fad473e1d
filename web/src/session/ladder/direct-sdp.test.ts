import { expect, it } from 'vitest';
import { playedInStereo, withOpusOptions } from './direct-sdp.js';

const section = (mid: string, ...more: string[]) =>
  ['m=audio 9 UDP/TLS/RTP/SAVPF 111 9', `a=mid:${mid}`, 'a=rtpmap:111 opus/48000/2', ...more, ''].join(
    '\r\n',
  );

const SDP = ['v=0', 's=-', ''].join('\r\n') + section('0', 'a=fmtp:111 minptime=10;useinbandfec=1;stereo=1');

it.each([
  ['microphone', 'minptime=10;usedtx=1;useinbandfec=1;stereo=0;sprop-stereo=0;maxaveragebitrate=32000'],
  ['screen-audio', 'minptime=10;usedtx=0;useinbandfec=1;stereo=1;sprop-stereo=1;maxaveragebitrate=128000'],
] as const)('%s: %s', (source, parameters) => {
  const given = withOpusOptions(SDP, [{ mid: '0', source }]);
  expect(given).toBe(SDP.replace(/a=fmtp:111 .*/, `a=fmtp:111 ${parameters}`));
});

it('a microphone with music: as the sound of a screen', () => {
  const music = withOpusOptions(SDP, [{ mid: '0', source: 'microphone' }], () => 'music');
  expect(music).toBe(withOpusOptions(SDP, [{ mid: '0', source: 'screen-audio' }]));
});

it.each([
  ['a section of no known source', SDP, []],
  ['a source that is no sound', SDP, [{ mid: '0', source: 'camera' as const }]],
  ['a section without parameters', `v=0\r\n${section('0')}`, [{ mid: '0', source: 'microphone' as const }]],
  ['nonsense', 'm=\nm=audio', [{ mid: '0', source: 'microphone' as const }]],
])('leaves %s as it is', (_, sdp, sections) => {
  expect(withOpusOptions(sdp, sections)).toBe(sdp);
});

it('tells sections apart', () => {
  const two = section('a', 'a=fmtp:111 minptime=10') + section('b', 'a=fmtp:111 minptime=10');
  const given = withOpusOptions(two, [
    { mid: 'a', source: 'microphone' },
    { mid: 'b', source: 'screen-audio' },
  ]);
  expect(given.match(/usedtx=\d/gu)).toEqual(['usedtx=1', 'usedtx=0']);
});

it('plays every sound in stereo, and leaves the rest as it is', () => {
  const mono = `v=0\r\n${section('0', 'a=fmtp:111 minptime=10;stereo=0')}m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:1\r\n`;
  expect(playedInStereo(mono)).toBe(mono.replace('stereo=0', 'stereo=1'));
  expect(playedInStereo(SDP)).toBe(SDP);
});
