import { announced, type Topic } from '../controls/announced.js';
import { useWords } from '../language/useWords.js';
import { Switch } from '../ui/Switch.js';
import { useWhole } from '../ui/useReadable.js';
import styles from './Settings.module.css';

const TOPICS = [
  { topic: 'people', label: 'settings:announcePeople', help: 'settings:announcePeopleHelp' },
  { topic: 'hands', label: 'settings:announceHands', help: 'settings:announceHandsHelp' },
  { topic: 'reactions', label: 'settings:announceReactions', help: 'settings:announceReactionsHelp' },
  { topic: 'captions', label: 'settings:announceCaptions', help: 'settings:announceCaptionsHelp' },
  { topic: 'chat', label: 'settings:announceChat', help: 'settings:announceChatHelp' },
] as const satisfies readonly { topic: Topic; label: string; help: string }[];

/** What a screen reader says on its own. */
export function AnnouncementsSection() {
  const words = useWords();
  return (
    <>
      <p className={styles.note}>{words('settings:announcementsNote')}</p>
      {TOPICS.map(({ topic, label, help }) => (
        <Announcement key={topic} topic={topic} label={words(label)} help={words(help)} />
      ))}
    </>
  );
}

function Announcement({ topic, ...said }: { topic: Topic; label: string; help: string }) {
  return <Switch {...said} on={useWhole(announced[topic])} onChange={(on) => announced[topic].set(on)} />;
}
