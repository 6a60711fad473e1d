/** What somebody does in a call, as the keyboard and the mouse do it. */
import type { Page } from 'playwright-core';

/** Each leaves the page as it found it. */
export type Action = (page: Page) => Promise<void>;

/** How long reading the whole chat may take, in milliseconds: the server gives sixty pages in ten seconds. */
const READING = 120_000;

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const chat = (page: Page) => page.getByRole('log', { name: 'Messages' });

/** What is open at first: the chat. */
export const ACTIONS: Readonly<Record<string, Action>> = {
  async 'close and open the chat'(page) {
    await press(page, 'Chat');
    await chat(page).waitFor({ state: 'detached' });
    await press(page, 'Chat');
    await chat(page).waitFor();
  },
  async 'write and send'(page) {
    await page
      .getByRole('textbox', { name: 'Message' })
      .pressSequentially('See you all at noon, @', { delay: 30 });
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Enter');
    await chat(page).getByText('See you all at noon,').last().waitFor();
  },
  async 'go through the chat'(page) {
    await chat(page).focus();
    for (const key of [
      'PageUp',
      'PageUp',
      'PageUp',
      'Home',
      'PageDown',
      'PageDown',
      'ArrowUp',
      'ArrowUp',
      'End',
    ]) {
      await page.keyboard.press(key, { delay: 30 });
    }
  },
  async 'the menu of a message'(page) {
    await chat(page).getByRole('article').last().hover();
    await chat(page)
      .getByRole('button', { name: /^Actions for the message of/ })
      .last()
      .click();
    await page.getByRole('menuitem', { name: 'Reply' }).waitFor();
    await page.keyboard.press('Escape');
  },
  async emoji(page) {
    await press(page, 'Emoji');
    await page.getByRole('button', { name: 'grinning face', exact: true }).waitFor();
    await page.keyboard.type('party', { delay: 30 });
    await page.keyboard.press('Escape');
  },
  async search(page) {
    await press(page, 'Search messages');
    await page.keyboard.type('message', { delay: 30 });
    await page.getByRole('list', { name: 'Messages found' }).waitFor();
    await press(page, 'Search messages');
  },
  async 'open the people, and the chat again'(page) {
    await press(page, 'People');
    await page.getByRole('region', { name: 'People' }).waitFor();
    await press(page, 'Chat');
    await chat(page).waitFor();
  },
  async react(page) {
    await press(page, 'Reactions');
    await page.getByRole('menuitem', { name: 'Heart' }).click();
  },
  async 'raise the hand and lower it'(page) {
    await press(page, 'Raise hand');
    await press(page, 'Raise hand');
  },
  async 'the menu "More"'(page) {
    await press(page, 'More');
    await page.getByRole('menuitem', { name: 'Call quality' }).waitFor();
    await page.keyboard.press('Escape');
  },
};

/** Opens the chat and reads it back to its beginning, so that the page holds all of it. */
export async function loadWholeChat(page: Page): Promise<void> {
  await press(page, 'Chat');
  await chat(page).waitFor();
  await page.waitForFunction(
    () => {
      const log = document.querySelector('[role=log]');
      if (log === null) return false;
      log.scrollTop = 0;
      return log.querySelector('article')?.dataset['sequence'] === '1';
    },
    undefined,
    { timeout: READING, polling: 100 },
  );
  await chat(page).focus();
  await page.keyboard.press('End');
}
