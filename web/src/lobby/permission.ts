/** Whether the browser would ask before it gives a device; `unknown` where it does not tell. */
async function permission(name: 'camera' | 'microphone'): Promise<PermissionState | 'unknown'> {
  try {
    const status = await navigator.permissions.query({ name });
    return status.state;
  } catch {
    return 'unknown';
  }
}

/**
 * Whether nothing has to be asked before a call with these devices: permission stands already, or is
 * refused for good, or none of them is wanted. Where a browser does not tell, it is tried.
 */
export async function mayJoinUnasked(wanted: { microphone: boolean; camera: boolean }): Promise<boolean> {
  if (!window.isSecureContext) return true;
  const asked = await Promise.all([
    wanted.microphone ? permission('microphone') : 'granted',
    wanted.camera ? permission('camera') : 'granted',
  ]);
  return asked.every((state) => state !== 'prompt');
}
