import Activity from 'lucide-react/icons/activity';
import CaptionsIcon from 'lucide-react/icons/captions';
import DoorClosed from 'lucide-react/icons/door-closed';
import Ellipsis from 'lucide-react/icons/ellipsis';
import Hand from 'lucide-react/icons/hand';
import Keyboard from 'lucide-react/icons/keyboard';
import Mic from 'lucide-react/icons/mic';
import MessageSquare from 'lucide-react/icons/message-square';
import PhoneOff from 'lucide-react/icons/phone-off';
import ScreenShare from 'lucide-react/icons/screen-share';
import ScreenShareOff from 'lucide-react/icons/screen-share-off';
import SettingsIcon from 'lucide-react/icons/settings';
import Smile from 'lucide-react/icons/smile';
import Users from 'lucide-react/icons/users';
import { captionsSwitch } from '../controls/captions.js';
import { ownCaptions } from '../controls/ownCaptions.js';
import { DeviceToggle } from '../controls/DeviceToggle.js';
import type { Devices } from '../devices/devices.js';
import { recognises } from '../devices/recognition.js';
import { numberIn } from '../language/format.js';
import { useWords } from '../language/useWords.js';
import type { Words } from '../language/words.js';
import { mayIn, selfOf, sourceRefusal, type Refusal } from '../session/select.js';
import type { Session } from '../session/session.js';
import { IconButton } from '../ui/IconButton.js';
import type { MenuItem } from '../ui/Menu.js';
import { Toolbar } from '../ui/Toolbar.js';
import { attempt } from '../ui/toastStore.js';
import { useReadable, useWhole } from '../ui/useReadable.js';
import styles from './Controls.module.css';
import { MenuButton } from './MenuButton.js';
import { reactionItems } from './reactionItems.js';
import { startScreen, stopScreen } from './shareScreen.js';

export type PanelName = 'chat' | 'people' | 'quality';

/** The button of a panel: gets the focus back when the panel closes. */
export const toggleId = (panel: PanelName): string => `toggle-${panel}`;

export interface ControlsProps {
  session: Session;
  devices: Devices;
  panel: PanelName | null;
  unread: number;
  onPanel(panel: PanelName | null): void;
  onSettings(): void;
  onShortcuts(): void;
  onEndForAll(): void;
  /** Asks whether what one says is to be written down. */
  onOwnCaptions(): void;
}

/** The row of buttons under the stage. */
export function Controls(props: ControlsProps) {
  const { session, devices, panel, unread, onPanel, onSettings, onShortcuts, onEndForAll, onOwnCaptions } =
    props;
  const words = useWords();
  const raised = useReadable(session.state, (state) => selfOf(state)?.hand !== undefined);
  const microphone = useReadable(session.state, (state) => sourceRefusal(state, 'microphone'));
  const camera = useReadable(session.state, (state) => sourceRefusal(state, 'camera'));
  const screen = useReadable(session.state, (state) => sourceRefusal(state, 'screen'));
  const people = useReadable(session.state, (state) => state.participants.length);
  const mayEnd = useReadable(session.state, (state) => mayIn(state, 'end-meeting'));
  const endForAll: MenuItem = {
    label: words('call:endForAll'),
    icon: <DoorClosed />,
    danger: true,
    onSelect: onEndForAll,
  };
  const captions = useWhole(captionsSwitch);
  const captioned = useWhole(ownCaptions);
  const own: MenuItem = {
    label: words('call:ownCaptions'),
    icon: <Mic />,
    on: captioned,
    onSelect: () => (captioned ? ownCaptions.set(false) : onOwnCaptions()),
  };
  const whyNot = (refusal: Refusal | null) => refusal && words(`call:refused.${refusal}`);
  const turn = (name: PanelName) => () => onPanel(panel === name ? null : name);
  return (
    <Toolbar aria-label={words('call:controls')} className={styles.controls}>
      <DeviceToggle devices={devices} kind="microphone" refused={whyNot(microphone)} sayProblem />
      <DeviceToggle devices={devices} kind="camera" refused={whyNot(camera)} sayProblem />
      <ScreenToggle session={session} devices={devices} refused={whyNot(screen)} />
      <IconButton
        label={words('call:raiseHand')}
        tone="panel"
        pressed={raised}
        icon={<Hand />}
        hint={words(raised ? 'call:lowerYourHand' : 'call:raiseYourHand')}
        onClick={() => void attempt(() => session.raiseHand(!raised))}
      />
      <MenuButton
        label={words('call:reactions')}
        icon={<Smile />}
        items={reactionItems(words, session)}
        shape="row"
      />
      <span className={styles.line} aria-hidden="true" />
      <IconButton
        id={toggleId('chat')}
        label={words('call:chat')}
        tone="panel"
        pressed={panel === 'chat'}
        icon={<MessageSquare />}
        badge={unread > 0 ? unreadBadge(words, unread) : null}
        onClick={turn('chat')}
      />
      <IconButton
        id={toggleId('people')}
        label={words('call:people')}
        tone="panel"
        pressed={panel === 'people'}
        icon={<Users />}
        hint={words('call:peopleCount', { count: people })}
        onClick={turn('people')}
      />
      <IconButton label={words('call:settings')} tone="panel" icon={<SettingsIcon />} onClick={onSettings} />
      <MenuButton
        id={toggleId('quality')}
        label={words('call:more')}
        icon={<Ellipsis />}
        items={[
          {
            label: words('call:captions'),
            icon: <CaptionsIcon />,
            on: captions,
            onSelect: () => captionsSwitch.set(!captions),
          },
          ...(recognises() ? [own] : []),
          'line',
          { label: words('call:quality'), icon: <Activity />, onSelect: () => onPanel('quality') },
          { label: words('call:shortcuts'), icon: <Keyboard />, onSelect: onShortcuts },
          ...(mayEnd ? [endForAll] : []),
        ]}
      />
      <span className={styles.line} aria-hidden="true" />
      <IconButton
        label={words('call:leave')}
        tone="danger"
        className={styles.leave}
        icon={<PhoneOff />}
        onClick={() => session.leave()}
      />
    </Toolbar>
  );
}

function unreadBadge(words: Words, unread: number) {
  const text = unread > 99 ? `${numberIn(words, 99)}+` : numberIn(words, unread);
  return { text, words: words('call:unread', { count: unread }) };
}

function ScreenToggle({
  session,
  devices,
  refused,
}: Pick<ControlsProps, 'session' | 'devices'> & { refused: string | null }) {
  const words = useWords();
  const supported = useReadable(devices.state, (state) => state.screenSupported);
  const sharing = useReadable(session.localTracks, (tracks) =>
    tracks.some(({ source }) => source === 'screen'),
  );
  // Phones have no screen to give: a button that never works is only in the way.
  if (!supported) return null;
  return (
    <IconButton
      label={words('call:shareScreen')}
      tone="panel"
      pressed={sharing}
      icon={sharing ? <ScreenShareOff /> : <ScreenShare />}
      hint={words(sharing ? 'call:stopSharing' : 'call:shareScreen')}
      refused={refused}
      onClick={() => void attempt(() => (sharing ? stopScreen(session) : startScreen(session, devices)))}
    />
  );
}
