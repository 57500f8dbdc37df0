import { currentSession } from '@regulars/contracts/endpoints';

/**
 * Reloads the page if its session has ended elsewhere: the server then leads to the sign-in and back. For what the
 * server cannot redirect by itself: a live stream that it refuses, and a page that the browser kept whole.
 */
export async function leaveIfSignedOut(): Promise<void> {
  try {
    const { status } = await fetch(`/api/v1${currentSession.path}`, { cache: 'no-store' });
    if (status === 401) location.reload();
  } catch {
    // Without a network nobody knows. The next navigation will tell.
  }
}

/** Looks again when the browser shows this page from its back/forward cache. Returns how to stop. */
export function watchSession(): () => void {
  const shown = (event: PageTransitionEvent): void => {
    if (event.persisted) void leaveIfSignedOut();
  };
  addEventListener('pageshow', shown);
  return () => removeEventListener('pageshow', shown);
}
