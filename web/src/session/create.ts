/** Joins the parts of a session: the only file of the engine that knows all of them. */
import type { Notice, NoticeName, RoomId, Source } from '@hangouts/protocol';
import { PROTOCOL_VERSION } from '@hangouts/protocol/version';
import { Chat } from './chat.js';
import { ChatReading } from './chat-reading.js';
import { Connection } from './connection.js';
import { DirectFiles } from './direct-files/direct-files.js';
import { fetchFile } from './files.js';
import { createIdentity } from './identity.js';
import { lowerAfterSpeaking } from './hand.js';
import { Ladder } from './ladder/ladder.js';
import { RemoteChoice } from './ladder/remote-choice.js';
import { loadMediaDevice, type MediaDevice, preloadMedia } from './media-device.js';
import { MediaKeeper } from './media-keeper.js';
import { watchNetwork } from './network.js';
import { Publisher } from './publisher.js';
import { changeable } from './readable.js';
import { type Action, initialState, reduce } from './reducer.js';
import { rememberedSwitch } from './remembered.js';
import { RemoteTracks } from './remote-tracks.js';
import { Seat } from './seat.js';
import { SeenPlaces } from './seen-places.js';
import type { Session } from './session.js';
import type { TrackProblem } from './state.js';
import { isNamed } from './signaling.js';
import { createSocket } from './socket.js';
import { Uploads } from './uploads.js';
import { ViewReporter } from './view-reporter.js';

/** What data saver lets through, in bits per second: voices, and one small picture. */
const SAVER_BITRATE = 500_000;

/** A visit to a room: connects at once, enters the lobby, and loads what joining needs. */
export function createSession(room: RoomId, invitation: string | null): Session {
  const state = changeable(initialState());
  const dispatch = (action: Action) => state.set(reduce(state.get(), action));
  const identity = createIdentity(room, invitation);
  const ended = new Set<(source: Source) => void>();
  const trackProblem = changeable<TrackProblem | null>(null);
  const publisher = new Publisher((source) => trackProblem.set({ participant: null, source }));
  const remote = new RemoteTracks();
  let device: MediaDevice | null = null;

  const connection = new Connection(
    (handlers) => createSocket(() => ({ version: PROTOCOL_VERSION, page: identity.page }), handlers),
    {
      up: (recovered) => seat.up(recovered),
      down: () => seat.down(),
      lapsed: () => seat.lapsed(),
      refused: (error) => seat.refused(error),
    },
  );
  const chat = new Chat({ signaling: connection, dispatch });
  const reading = new ChatReading({ signaling: connection, dispatch, chat: () => state.get().chat });
  const watch =
    <E extends NoticeName>(name: E) =>
    (listener: (payload: Notice<E>) => void) =>
      connection.subscribe((notice) => {
        if (isNamed(notice, name)) listener(notice.payload);
      });
  const uploads = new Uploads({ signaling: connection, dispatch });
  const directFiles = new DirectFiles();
  // Where there is no line, the next join says so.
  const direct = rememberedSwitch('direct', true, () =>
    connection.ask('direct:allow', { allowed: direct.get() }, () => undefined),
  );
  const saver = rememberedSwitch('data-saver', false, () => tellBudget());
  const budget = () => (saver.get() ? SAVER_BITRATE : null);
  const tellBudget = () => connection.ask('view:budget', { bitrate: budget() }, () => undefined);
  const participants = () => state.get().participants;

  const choice = new RemoteChoice({ shown: remote, participants, changed: () => ladder.check() });
  const seen = new SeenPlaces();
  const ladder = new Ladder({
    signaling: connection,
    participants,
    choice,
    attach: (link) => publisher.attachBeside(link),
    hold: (held) => media.hold(held),
    files: directFiles,
    seen,
    speaking(who, level) {
      const participant = who === 'self' ? state.get().you : who;
      if (participant !== null) dispatch({ type: 'speaking', participant, level });
    },
    report: (worth) => dispatch({ type: 'media', connection: worth }),
  });

  const view = new ViewReporter({
    seen,
    tell: (tiles, done) => connection.ask('view:tiles', { tiles: [...tiles] }, ({ ok }) => done(ok)),
    now: () => performance.now(),
  });

  const media = new MediaKeeper({
    open(done) {
      if (device === null) return done(null);
      connection.ask('media:open', { rtpCapabilities: device.rtpCapabilities }, (outcome) =>
        done(outcome.ok ? outcome.data : null),
      );
    },
    link(session, events) {
      if (device === null) throw new TypeError('a media session without a device');
      // To the server every session is new: it sends everything until it hears what is looked at.
      view.begin();
      return device.open(session, connection, events);
    },
    attach: (link) => publisher.attach(link),
    remote: choice.room,
    refused(source) {
      publisher.refused(source);
      for (const listener of ended) listener(source);
    },
    unreceived: (participant, source) => trackProblem.set({ participant, source }),
    doubt: () => connection.check(),
    outdated: (source) => publisher.outdated(source),
    report: (worth) => ladder.roomIs(worth),
    random: Math.random,
  });

  const seat = new Seat({
    room,
    identity,
    signaling: connection,
    dispatch,
    loadDevice: loadMediaDevice,
    acceptsDirect: () => direct.get() && 'RTCPeerConnection' in globalThis,
    budget,
    seated(joined, loaded) {
      device = loaded;
      ladder.joined(joined.rung);
      if (device === null) media.startWithout();
      else media.start(joined.media);
      goOn();
    },
    resumed() {
      media.signaling(true);
      publisher.retry();
      ladder.resumed();
      view.retry();
      // The last change may have got lost.
      tellBudget();
      goOn();
    },
    lineLost: () => media.signaling(false),
    unseated() {
      stopMedia();
      // Microphone and camera are the devices' to close, and seen in the lobby; a screen is shown to nobody unasked.
      publisher.refused('screen');
      publisher.refused('screen-audio');
    },
    ended() {
      stopMedia();
      publisher.stop();
      chat.clear();
      uploads.clear();
    },
  });

  const stopMedia = () => {
    ladder.stop();
    media.stop();
    view.stop();
    seen.clear();
    directFiles.clear();
  };

  const goOn = () => {
    void chat.flush();
    uploads.resume();
  };

  connection.subscribe((notice) => {
    seat.onNotice(notice);
    if (notice.name === 'media:lost') media.renew();
    if (notice.name === 'participant:left') {
      choice.dropParticipant(notice.payload.participant);
      directFiles.left(notice.payload.participant);
    }
    dispatch({ type: 'notice', notice });
    ladder.onNotice(notice);
  });

  const raiseHand = (raised: boolean) => connection.request('hand:raise', { raised });
  lowerAfterSpeaking(state, () => void raiseHand(false).catch(() => undefined));

  let people = participants();
  state.subscribe(() => {
    const { lobby } = state.get();
    if (lobby !== null && direct.get()) ladder.expect(lobby.count ?? lobby.people.length);
    if (people === participants()) return;
    people = participants();
    ladder.peopleChanged();
  });

  // Closing the tab frees the seat: the socket's goodbye still goes out. A page that the browser then
  // brings back from its cache has lost its call and begins anew.
  const onHide = () => connection.close();
  const onShow = (event: PageTransitionEvent) => {
    if (event.persisted) location.reload();
  };
  const unwatchNetwork = watchNetwork(() => {
    connection.check();
    media.disturbed();
    ladder.disturbed();
  });
  addEventListener('pagehide', onHide);
  addEventListener('pageshow', onShow);

  preloadMedia();
  connection.open();

  return {
    room,
    state,
    remoteTracks: remote.tracks,
    localTracks: publisher.tracks,
    trackProblem,
    join({ name, passcode = null, tracks }) {
      publisher.replaceAll(tracks);
      return seat.join(name, passcode);
    },
    setTrack: (source, track) => publisher.set(source, track),
    setPaused: (source, paused) => publisher.setPaused(source, paused),
    see: (place, picture) => seen.see(place, picture),
    sendMessage: (text, address) => chat.send(text, address),
    editMessage: (sequence, text, mentions) => chat.edit(sequence, text, mentions),
    deleteMessage: (sequence) => chat.delete(sequence),
    retryMessage: (nonce) => chat.retry(nonce),
    discardMessage: (nonce) => chat.discard(nonce),
    loadOlder: () => reading.loadOlder(),
    reading,
    sendFile: (file, about) => uploads.send(file, about),
    retryUpload: (id) => uploads.retry(id),
    cancelUpload: (id) => uploads.cancel(id),
    directFiles,
    fetchFile: (id) => fetchFile(room, id, identity.ticket()),
    async removeParticipant(participant) {
      await connection.request('people:remove', { participant });
    },
    async setRole(change) {
      await connection.request('people:role', change);
    },
    async restrict(change) {
      await connection.request('people:restrict', change);
    },
    async stopSource(participant, source) {
      await connection.request('people:stop', { participant, source });
    },
    async muteAll() {
      await connection.request('room:mute-all', {});
    },
    async configure(change) {
      await connection.request('room:settings', change);
    },
    watchEnded(listener) {
      ended.add(listener);
      return () => ended.delete(listener);
    },
    async handOver(participant) {
      await connection.request('people:hand-over', { participant });
    },
    async raiseHand(raised) {
      await raiseHand(raised);
    },
    async lowerHand(participant) {
      await connection.request('hand:lower', { participant });
    },
    async react(reaction) {
      await connection.request('reaction:send', { reaction });
    },
    watchReactions: watch('reaction'),
    async sayCaption(said) {
      await connection.request('caption:say', said);
    },
    watchCaptions: watch('caption'),
    async admit(waiter) {
      await connection.request('waiting:admit', { waiter });
    },
    async deny(waiter) {
      await connection.request('waiting:deny', { waiter });
    },
    async invite(request) {
      return (await connection.request('invitation:make', request)).invitation;
    },
    async orderLog() {
      return (await connection.request('order:log', {})).entries;
    },
    async undo(entry) {
      await connection.request('order:undo', { entry });
    },
    async reportPerson(participant, reason) {
      await connection.request('order:report', { participant, reason });
    },
    watchOrder: watch('order:entry'),
    async endForAll() {
      await connection.request('room:end', {});
    },
    async setSpotlight(participant) {
      await connection.request('room:spotlight', { participant });
    },
    report: () => ladder.report() ?? media.report(),
    async checkConnection(signal) {
      // Code that most visits never need.
      const { checkConnection } = await import('./check/check.js');
      return checkConnection(connection, signal);
    },
    quality: () => connection.request('media:quality', {}),
    direct,
    dataSaver: saver,
    isExpected: () => identity.ticket() !== null || identity.invitation() !== null,
    giveUp: () => seat.giveUp(),
    leave: () => seat.leave(null),
    dispose() {
      unwatchNetwork();
      removeEventListener('pagehide', onHide);
      removeEventListener('pageshow', onShow);
      seat.leave(null);
    },
  };
}
