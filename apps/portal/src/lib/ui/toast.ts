interface Choice {
  label: string;
  onClick: () => void;
}
/** How long each kind stays, in milliseconds: an error is read twice. */
const durations = { success: 4000, error: 8000, info: 4000 };
type Kind = keyof typeof durations;

let open: (() => void) | undefined;

/** The page's `Toaster` waits here: neither it nor its library loads before the first toast. */
export const onFirstToast = (start: () => void): void => {
  open = start;
};

async function show(kind: Kind, text: string, action?: Choice): Promise<void> {
  open?.();
  const { toast: sonner } = await import('svelte-sonner');
  sonner[kind](text, { duration: durations[kind], ...(action ? { action } : {}) });
}

/** A short message at the edge of the page; never the only place of an error. */
export const toast = {
  good: (text: string, action?: Choice): void => void show('success', text, action),
  bad: (text: string, action?: Choice): void => void show('error', text, action),
  info: (text: string, action?: Choice): void => void show('info', text, action),
};
