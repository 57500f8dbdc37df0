/**
 * Loads a script that its page does not need to be seen: `() => import('./Part.svelte')`. A browser remembers that a
 * script did not come and never asks for it again, so another address is tried: that of the script, which Chromium and
 * Firefox name in the error, with a mark behind it.
 */
export async function loadLate<Module>(load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch (failure) {
    const [address] = /https?:\S+\.js\b/u.exec(String(failure)) ?? [];
    if (address === undefined) throw failure;
    return (await import(/* @vite-ignore */ `${address}?again=${Date.now()}`)) as Module;
  }
}
