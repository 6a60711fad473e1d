import Mic from 'lucide-react/icons/mic';
import MicOff from 'lucide-react/icons/mic-off';
import Video from 'lucide-react/icons/video';
import VideoOff from 'lucide-react/icons/video-off';
import { useEffect } from 'react';
import { wordsNow } from '../language/language.js';
import { useWords } from '../language/useWords.js';
import { IconButton } from '../ui/IconButton.js';
import { attempt, useToasts } from '../ui/toastStore.js';
import { useReadable } from '../ui/useReadable.js';
import type { DeviceProblem, Devices, InputKind } from '../devices/devices.js';
import { isOn } from '../devices/isOn.js';
import { isOfBackground } from '../devices/problem.js';
import { browserOf, deviceWords } from '../devices/words.js';

const ICONS = {
  microphone: { on: <Mic />, off: <MicOff /> },
  camera: { on: <Video />, off: <VideoOff /> },
} as const;

export interface DeviceToggleProps {
  devices: Devices;
  kind: InputKind;
  /** Why it may not be switched on. */
  refused?: string | null;
  /** Says in passing why it did not work; off where the page has a place for it. */
  sayProblem?: boolean;
}

/** The switch of the microphone or the camera. */
export function DeviceToggle({ devices, kind, refused = null, sayProblem = false }: DeviceToggleProps) {
  const words = useWords();
  const on = useReadable(devices.state, (state) => isOn(state[kind]));
  const problem = useReadable(devices.state, (state) => state[kind].problem);
  const icons = ICONS[kind];

  const toggle = async () => {
    await attempt(() => devices.setWanted(kind, !on));
    const after = devices.state.get()[kind].problem;
    if (!sayProblem || on || after === null || isSudden(after)) return;
    sayWhy(kind, after);
  };

  const sudden = sayProblem && problem !== null && isSudden(problem) ? problem : null;
  useEffect(() => {
    if (sudden !== null) sayWhy(kind, sudden);
  }, [sudden, kind]);

  const trouble = problem !== null && !on;
  return (
    <IconButton
      label={words(`controls:${kind}`)}
      tone="device"
      pressed={on}
      icon={on ? icons.on : icons.off}
      hint={words(`controls:${on ? 'turnOff' : 'turnOn'}.${kind}`)}
      badge={
        trouble
          ? { text: '!', words: deviceWords(words, kind, problem, browserOf(navigator.userAgent)).title }
          : null
      }
      refused={refused}
      onClick={() => void toggle()}
    />
  );
}

/** Unplugged, taken back in the browser, or closed by the page: nobody has clicked, and yet it is to be known. */
function isSudden(problem: DeviceProblem): boolean {
  return problem === 'ended' || isOfBackground(problem);
}

function sayWhy(kind: InputKind, problem: DeviceProblem): void {
  const words = wordsNow();
  const { title, help } = deviceWords(words, kind, problem, browserOf(navigator.userAgent));
  useToasts.getState().say(words('controls:trouble', { title, help }), 'danger');
}
