import type { Participant } from '@hangouts/protocol';
import { useCallback, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Engine } from '../engine.js';
import { createDraft } from '../chat/draft.js';
import { connectionOf, mayIn, rungOf } from '../session/select.js';
import type { RoomState } from '../session/state.js';
import { Stage } from '../stage/Stage.js';
import { createView } from '../stage/view.js';
import { CopyLink } from '../ui/CopyLink.js';
import { peopleInWords } from '../language/format.js';
import { withWords } from '../language/language.js';
import { useWords } from '../language/useWords.js';
import { keepPageSoon } from '../offline/soon.js';
import { fetchTheRest, later } from '../ui/later.js';
import { Toasts } from '../ui/Toasts.js';
import { useFileDrop } from '../ui/useFileDrop.js';
import { useMedia } from '../ui/useMedia.js';
import { useReadable, useWhole } from '../ui/useReadable.js';
import { captionsSwitch } from '../controls/captions.js';
import { attach } from './attach.js';
import { AloneCard } from './AloneCard.js';
import styles from './Call.module.css';
import { ConnectionStatus } from './ConnectionStatus.js';
import { Controls, toggleId, type PanelName } from './Controls.js';
import { FlyingReactions } from './FlyingReactions.js';
import { loadMenus } from './MenuButton.js';
import { SoundButton } from './SoundButton.js';
import { useOwnCaptions } from './captions/useOwnCaptions.js';
import { useLetGo } from './letGo.js';
import { useArrivals } from './useArrivals.js';
import { useEnded } from './useEnded.js';
import { useHands } from './useHands.js';
import { useReports } from './useReports.js';
import { useSpotlightNews } from './useSpotlightNews.js';
import { useTrackProblems } from './useTrackProblems.js';
import { useQuality } from './useQuality.js';
import { useShortcuts } from './useShortcuts.js';
import { useUnread } from './useUnread.js';
import { loadPip } from './PictureInPicture.js';
import { WaitingNotice } from './WaitingNotice.js';
import { ViewControls } from './ViewControls.js';

const Chat = later(() => withWords('panels', () => import('../chat/Chat.js')), 'panel');
const People = later(() => withWords('panels', () => import('../people/People.js')), 'panel');
const Settings = later(() => withWords('panels', () => import('../settings/Settings.js')), 'dialog');
const QualityPanel = later(() => withWords('panels', () => import('../quality/QualityPanel.js')), 'panel');
const QualityChip = later(() => withWords('panels', () => import('../quality/QualityChip.js')), 'none');
const DirectFiles = later(() => import('../direct/DirectFiles.js'), 'place');
const DirectOffers = later(() => import('../direct/DirectOffers.js'), 'place');
const Captions = later(() => import('./captions/Captions.js'), 'place');
const EndForAll = later(() => import('./EndForAll.js'), 'dialog');
const ShortcutSheet = later(
  () => withWords('panels', () => import('../settings/ShortcutSheet.js')),
  'dialog',
);
const AskOwnCaptions = later(
  () => withWords('panels', () => import('../controls/AskOwnCaptions.js')),
  'dialog',
);

/** The call: the stage, what lies beside it, and the controls under it. */
export default function Call({ engine }: { engine: Pick<Engine, 'session' | 'devices' | 'playback'> }) {
  const { session, devices, playback } = engine;
  const words = useWords();
  const connection = useReadable(session.state, connectionOf);
  const rung = useReadable(session.state, rungOf);
  const inCall = useReadable(session.state, (state) => state.phase === 'in-call');
  const [panel, setPanel] = useState<PanelName | null>(null);
  const [settings, setSettings] = useState(false);
  const [shortcuts, setShortcuts] = useState(false);
  const [ending, setEnding] = useState(false);
  const [askingCaptions, setAskingCaptions] = useState(false);
  const captions = useWhole(captionsSwitch);
  const { unread, readUpTo } = useUnread(session, panel === 'chat');
  // What is half written is still there when the chat is opened again.
  const [draft] = useState(createDraft);
  const onFiles = useCallback(
    (files: Iterable<File>) => {
      attach(draft, files);
      setPanel('chat');
    },
    [draft],
  );
  const mayWrite = useReadable(session.state, mayWriteIn);
  const { over, handlers } = useFileDrop(onFiles, mayWrite);
  const onWrite = useCallback(
    ({ id, name }: Participant) => {
      draft.set({ ...draft.get(), to: { participant: id, name } });
      setPanel('chat');
    },
    [draft],
  );
  const [view] = useState(() => createView(session));
  useEffect(() => view.follow(), [view]);
  useArrivals(session);
  useEnded(session);
  useHands(session);
  useSpotlightNews(session);
  useReports(session);
  useTrackProblems(session);
  useOwnCaptions(session, devices);
  const offered = useReadable(session.directFiles.transfers, (transfers) => transfers.length > 0);
  const quality = useQuality(session, inCall);
  useLetGo();
  useShortcuts({
    session,
    devices,
    onPanel: (name) => setPanel((open) => (open === name ? null : name)),
    onShortcuts: () => setShortcuts(true),
  });
  const covered = useMedia('(max-width: 40rem)') && panel !== null;
  const link = location.origin + location.pathname;

  useEffect(loadLater, []);

  const closePanel = () => {
    // On a telephone the buttons cannot be focused before the panel over them is gone.
    flushSync(() => setPanel(null));
    if (panel) document.getElementById(toggleId(panel))?.focus();
  };

  return (
    <main className={styles.call} {...(inCall && { 'data-rung': rung, 'data-connection': connection })}>
      <h1 className="said">{session.room}</h1>
      <ConnectionStatus session={session} />
      <div className={styles.middle}>
        <div className={styles.pictures}>
          <div className={styles.stage} {...handlers}>
            <div className={styles.under} inert={covered}>
              <Stage session={session} devices={devices} view={view} whenAlone={<AloneCard link={link} />} />
              <FlyingReactions session={session} />
              <SoundButton playback={playback} />
              {over ? <div className={styles.drop}>{words('call:drop')}</div> : null}
            </div>
            {/* Who wants to come in is told over a panel that covers everything else. */}
            <div className={styles.over} data-covering={covered}>
              {panel === 'people' ? null : (
                <WaitingNotice
                  session={session}
                  then={toggleId('people')}
                  onList={() => setPanel('people')}
                />
              )}
              {/* Where a panel covers all of this, they stand over the panel. */}
              <div className={styles.passing}>{covered ? null : <Toasts within="flow" />}</div>
              <div className={styles.under} inert={covered}>
                {offered ? <DirectOffers session={session} elsewhere={panel === 'chat' || covered} /> : null}
              </div>
            </div>
            <div className={styles.under} inert={covered}>
              {quality && panel !== 'quality' ? (
                <QualityChip quality={quality} onOpen={() => setPanel('quality')} />
              ) : null}
            </div>
          </div>
          <div className={styles.under} inert={covered}>
            {captions ? <Captions session={session} /> : null}
          </div>
        </div>
        {panel ? (
          <div className={styles.panel}>
            {panel === 'chat' ? (
              <Chat
                session={session}
                draft={draft}
                readUpTo={readUpTo}
                aboveComposer={<DirectFiles session={session} />}
                onFiles={onFiles}
                onClose={closePanel}
              />
            ) : null}
            {panel === 'people' ? (
              <People session={session} link={link} onWrite={onWrite} onClose={closePanel} />
            ) : null}
            {panel === 'quality' ? (
              <QualityPanel session={session} quality={quality} onClose={closePanel} />
            ) : null}
          </div>
        ) : null}
      </div>
      <footer className={styles.bar} inert={covered}>
        <RoomMark session={session} />
        <Controls
          session={session}
          devices={devices}
          panel={panel}
          unread={unread}
          onPanel={setPanel}
          onSettings={() => setSettings(true)}
          onShortcuts={() => setShortcuts(true)}
          onEndForAll={() => setEnding(true)}
          onOwnCaptions={() => setAskingCaptions(true)}
        />
        <div className={styles.end}>
          <ViewControls session={session} devices={devices} view={view} />
          <CopyLink size="small" className={styles.copy} link={link} />
        </div>
      </footer>
      {shortcuts ? <ShortcutSheet onClose={() => setShortcuts(false)} /> : null}
      {askingCaptions ? <AskOwnCaptions onClose={() => setAskingCaptions(false)} /> : null}
      {ending ? <EndForAll session={session} onClose={() => setEnding(false)} /> : null}
      {settings ? <Settings session={session} devices={devices} onClose={() => setSettings(false)} /> : null}
    </main>
  );
}

function mayWriteIn(state: RoomState): boolean {
  return mayIn(state, 'chat');
}

function RoomMark({ session }: Pick<Engine, 'session'>) {
  const words = useWords();
  const people = useReadable(session.state, (state) => state.participants.length);
  const said = peopleInWords(words, people);
  const direct = useReadable(session.state, rungOf) === 'direct';
  return (
    <p className={styles.mark}>
      <strong>{session.room}</strong>
      <span>{direct ? words('call:direct', { people: said }) : said}</span>
    </p>
  );
}

/** What the buttons open, once the first pictures had the line to themselves. */
function loadLater(): () => void {
  const timer = setTimeout(() => {
    loadMenus();
    loadPip();
    void fetchTheRest().then(keepPageSoon);
  }, 2_000);
  return () => clearTimeout(timer);
}
