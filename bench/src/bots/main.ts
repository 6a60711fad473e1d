/** A process of bots: does what its parent tells it, until that lets go of it. */
import { cleanup } from 'node-datachannel';
import { Bot } from './bot.js';
import { Call, type Answer, type Command, type Results } from './commands.js';
import { openFloorLine } from './lines/floor-line.js';
import { openHangoutsLine } from './lines/hangouts-line.js';
import { Pacer } from './pacer.js';
import { loadRecording } from './recording/recording.js';

const LINES = { hangouts: openHangoutsLine, floor: openFloorLine };

const recording = await loadRecording();
const pacer = new Pacer();
const bots: Bot[] = [];

process.on('message', (message) => {
  const { id, command } = Call.parse(message);
  answer(command).then(
    (result) => tell({ id, result }),
    (error: unknown) => tell({ id, error: error instanceof Error ? error.message : String(error) }),
  );
});
process.once('disconnect', () => {
  for (const bot of bots) bot.leave();
  cleanup();
});
process.send?.('ready');

async function answer(command: Command): Promise<Results[keyof Results]> {
  switch (command.do) {
    case 'join': {
      const { server, url, room, name, layers, microphone, receives } = command;
      const openLine = LINES[server];
      const what = { layers, microphone, receives, recording };
      const bot = await Bot.join({ openLine, url, room, name, ...what, pacer });
      return bots.push(bot) - 1;
    }
    case 'speak':
      the(command.bot).speak(command.level);
      for (const bot of bots) bot.awaitVoiceOf(the(command.bot));
      return null;
    case 'send':
      the(command.bot).send(command);
      return null;
    case 'look':
      await the(command.bot).look(command.page);
      return null;
    case 'missed':
      return command.bots.map((number) => the(number).missedOf(the(command.speaker)));
    case 'count':
      return command.bots.map((number) => the(number).counts());
    case 'leave':
      the(command.bot).leave();
      return null;
  }
}

function the(number: number): Bot {
  const bot = bots[number];
  if (bot === undefined) throw new Error(`There is no bot ${number}`);
  return bot;
}

/** Its parent may have let go of it meanwhile. */
function tell(message: Answer): void {
  process.send?.(message, undefined, undefined, () => undefined);
}
