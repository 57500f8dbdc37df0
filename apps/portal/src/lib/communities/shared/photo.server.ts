import { largestPicture } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { anyText, pictureFile } from '#lib/server/fields.ts';
import { Faults, form, type RefusalWords } from '#lib/server/submit.ts';
import { textsIn } from '#lib/shell/languages.ts';

/** A new photo of a community, and what it shows in each language. */
export const photoForm = form('photo', {
  photo: pictureFile,
  text_de: anyText,
  text_en: anyText,
  text_cs: anyText,
});
export const photoRemoval = form('photo', {});

interface SentPhoto {
  readonly photo?: Blob | undefined;
  readonly text_de: string;
  readonly text_en: string;
  readonly text_cs: string;
}

export const sentPhoto = ({ photo, ...texts }: SentPhoto) => {
  if (!photo) throw new Faults({ photo: m.communities_photo_none() });
  if (photo.size > largestPicture) throw new Faults({ photo: m.posts_picture_too_heavy() });
  return { bytes: photo, query: textsIn({ ...texts }, 'text') ?? {} };
};

/** The errors of a photo, shown at its field. */
export const atPhoto = (): RefusalWords => ({
  names: { query: 'text' },
  atField: {
    'too-large': ['photo', m.posts_picture_too_heavy()],
    'unsupported-picture': ['photo', m.posts_picture_unsupported()],
    'animated-picture': ['photo', m.posts_picture_animated()],
    'picture-too-large': ['photo', m.posts_picture_too_large()],
    'unreadable-picture': ['photo', m.posts_picture_unreadable()],
    'too-many-requests': ['photo', m.posts_picture_too_many()],
  },
});
