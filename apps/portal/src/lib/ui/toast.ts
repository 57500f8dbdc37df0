import { toast as sonner } from 'svelte-sonner';

interface Choice {
  label: string;
  onClick: () => void;
}

/** Short news at the edge of the page; never the only place where an error is said. */
export const toast = {
  good: (text: string, action?: Choice) => sonner.success(text, action ? { action } : {}),
  bad: (text: string, action?: Choice) => sonner.error(text, { duration: 8000, ...(action ? { action } : {}) }),
  info: (text: string, action?: Choice) => sonner(text, action ? { action } : {}),
};
