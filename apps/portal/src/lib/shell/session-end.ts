import { currentSession } from '@regulars/contracts/endpoints';

/** The page on which something was typed. */
let typedOn: string | undefined;

/**
 * Reloads the page if its session has ended elsewhere: the server then leads to the sign-in and back. For what the
 * server cannot redirect by itself: a live stream that it refuses, and a page that the browser kept whole. A page on
 * which something was typed stays: a reload would lose the input, and sending the form asks to sign in.
 */
export async function leaveIfSignedOut(): Promise<void> {
  try {
    const { status } = await fetch(`/api/v1${currentSession.path}`, { cache: 'no-store' });
    if (status === 401 && typedOn !== location.pathname) location.reload();
  } catch {
    // Without a network nobody knows. The next navigation will tell.
  }
}

/**
 * Looks again when the browser shows this page from its back/forward cache, and remembers where something was typed.
 * Returns how to stop.
 */
export function watchSession(): () => void {
  const shown = (event: PageTransitionEvent): void => {
    if (event.persisted) void leaveIfSignedOut();
  };
  const typed = (): void => {
    typedOn = location.pathname;
  };
  addEventListener('pageshow', shown);
  addEventListener('input', typed);
  return () => {
    removeEventListener('pageshow', shown);
    removeEventListener('input', typed);
  };
}
