/** What a screen reader says on its own of what happens in a call; remembered by this browser. */
import { rememberedSwitch, type Switch } from '../session/remembered.js';

export type Topic = 'people' | 'hands' | 'reactions' | 'captions' | 'chat';

/** Each topic with whether it is said. What is quiet can be seen all the same. */
export const announced: Readonly<Record<Topic, Switch>> = {
  people: rememberedSwitch('announce-people', true),
  hands: rememberedSwitch('announce-hands', true),
  reactions: rememberedSwitch('announce-reactions', true),
  captions: rememberedSwitch('announce-captions', true),
  chat: rememberedSwitch('announce-chat', true),
};

/** How something is said in passing about a topic. */
export function toneFor(topic: Topic): 'plain' | 'quiet' {
  return announced[topic].get() ? 'plain' : 'quiet';
}
