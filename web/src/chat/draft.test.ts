import { afterEach, describe, expect, it, vi } from 'vitest';
import { message, personId } from '../session/fixture.js';
import { addressOf, answering, attached, createDraft, detached, editing, sent, stopped } from './draft.js';

afterEach(() => vi.unstubAllGlobals());

const you = personId(1);
const ana = { participant: personId(2), name: 'Ana' };
const empty = createDraft().get();

describe('an answer', () => {
  it('to all goes to whom one was writing to', () => {
    const original = { ...message(5), ...ana };
    expect(answering(empty, original, you)).toMatchObject({ replyTo: original, to: null });
    expect(answering({ ...empty, to: ana }, original, you).to).toEqual(ana);
  });

  it('to what is private goes to the other of the two', () => {
    const received = { ...message(5), ...ana, to: { participant: you, name: 'Me' } };
    expect(answering(empty, received, you).to).toEqual(ana);
    const own = { ...message(5), to: ana };
    expect(answering(empty, own, you).to).toEqual(ana);
  });

  it('has an address', () => {
    const draft = answering({ ...empty, to: ana }, message(5), you);
    expect(addressOf(draft, [you])).toEqual({ to: ana.participant, replyTo: 5, mentions: [you] });
    expect(addressOf(empty, [])).toEqual({ to: null, replyTo: null, mentions: [] });
  });
});

describe('a change', () => {
  it('begins with the text, and gives back what was being written', () => {
    const draft = editing({ ...empty, text: 'half writ' }, message(5, 'helo'));
    expect(draft).toMatchObject({ text: 'helo', replyTo: null });
    expect(stopped(draft)).toEqual({ ...empty, text: 'half writ' });
  });

  it('of another message keeps what was being written before both', () => {
    const first = editing({ ...empty, text: 'half writ' }, message(5, 'helo'));
    const second = editing(first, message(6, 'wrold'));
    expect(second.text).toBe('wrold');
    expect(stopped(second).text).toBe('half writ');
  });

  it('ends where an answer begins', () => {
    const draft = answering(editing({ ...empty, text: 'half' }, message(5, 'helo')), message(4), you);
    expect(draft).toMatchObject({ text: 'half', editing: null });
  });
});

it('files are put to it and taken away one by one; after sending the one it was for stays', () => {
  const file = new File(['a'], 'a.txt');
  const draft = attached({ ...empty, to: ana, text: 'see' }, [file, file]);
  const [first] = draft.files;
  expect(detached(draft, first?.id ?? '').files).toHaveLength(1);
  expect(sent(draft)).toEqual({ ...empty, to: ana });
});

it('files are put to it on an address that is not secure too', () => {
  // What browsers keep for secure ones is not there (Secure Contexts).
  vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) });
  const file = new File(['a'], 'a.txt');
  const { files } = attached(empty, [file, file]);
  expect(new Set(files.map(({ id }) => id)).size).toBe(2);
});
