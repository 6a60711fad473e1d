import { announced, type Topic } from '../controls/announced.js';
import { useWords } from '../language/useWords.js';
import { Switch } from '../ui/Switch.js';
import { useWhole } from '../ui/useReadable.js';
import styles from './Settings.module.css';

/** What a screen reader says on its own. */
export function AnnouncementsSection() {
  const words = useWords();
  return (
    <>
      <p className={styles.note}>{words('settings:announcementsNote')}</p>
      <Announcement
        topic="people"
        label={words('settings:announcePeople')}
        help={words('settings:announcePeopleHelp')}
      />
      <Announcement
        topic="hands"
        label={words('settings:announceHands')}
        help={words('settings:announceHandsHelp')}
      />
      <Announcement
        topic="reactions"
        label={words('settings:announceReactions')}
        help={words('settings:announceReactionsHelp')}
      />
      <Announcement
        topic="captions"
        label={words('settings:announceCaptions')}
        help={words('settings:announceCaptionsHelp')}
      />
      <Announcement
        topic="chat"
        label={words('settings:announceChat')}
        help={words('settings:announceChatHelp')}
      />
    </>
  );
}

function Announcement({ topic, ...said }: { topic: Topic; label: string; help: string }) {
  return <Switch {...said} on={useWhole(announced[topic])} onChange={(on) => announced[topic].set(on)} />;
}
