import { m } from '#lib/paraglide/messages.js';
import type { refusalOf } from '#lib/server/form.ts';

/** The picture in the form; null if none was chosen. */
export function pictureIn(form: FormData): Blob | null {
  const file = form.get('logo');
  if (!(file instanceof File) || file.size === 0) return null;
  // The API checks the bytes; it only needs to know that they are meant as a picture.
  return file.type.startsWith('image/') ? file : new Blob([file], { type: 'image/png' });
}

/** The error of a picture, shown at its field. */
export const atLogo = (): NonNullable<Parameters<typeof refusalOf>[2]> => ({
  atField: {
    'unsupported-picture': ['logo', m.setup_problem_unsupported_picture()],
    'unreadable-picture': ['logo', m.setup_problem_unreadable_picture()],
    'picture-too-large': ['logo', m.setup_problem_picture_too_large()],
    'too-large': ['logo', m.setup_problem_picture_too_heavy()],
  },
});
