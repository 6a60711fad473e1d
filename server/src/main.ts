import { startMessage } from './addresses.js';
import { startApp } from './app.js';
import { readConfig } from './config/read.js';
import { giveBackMemoryOfStart } from './heap.js';
import { createLog } from './log.js';
import { StartError } from './start-error.js';

/** How long a stop may take before the process ends all the same, in milliseconds. */
const STOP_LIMIT = 5_000;

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const app = await startApp(config, log);
  process.stdout.write(startMessage(app.listening, config.host));
  giveBackMemoryOfStart();

  let stopping = false;
  const stop = (signal: NodeJS.Signals) => {
    // A second signal does not wait any longer.
    if (stopping) process.exit(1);
    stopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), STOP_LIMIT).unref();
    app.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'the stop failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

main().catch((error: unknown) => {
  const message = error instanceof StartError ? error.message : error;
  console.error(message);
  process.exit(1);
});
