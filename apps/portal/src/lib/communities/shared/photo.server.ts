import { largestPicture, type Texts } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { ApiProblem } from '#lib/server/api.ts';
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

interface PhotoCalls<Reply> {
  put(photo: { bytes: Blob; query: Texts }): Promise<Reply>;
  describe(text: Texts): Promise<Reply>;
}

/** Without a file the photo stays, and only what it shows is said in other words. */
export const sendPhoto = async <Reply>(
  { photo, ...texts }: SentPhoto,
  { put, describe }: PhotoCalls<Reply>,
): Promise<Reply> => {
  const text = textsIn({ ...texts }, 'text') ?? {};
  if (photo && photo.size > largestPicture) throw new Faults({ photo: m.posts_picture_too_heavy() });
  if (photo) return put({ bytes: photo, query: text });
  try {
    return await describe(text);
  } catch (thrown) {
    if (thrown instanceof ApiProblem && thrown.code === 'not-found')
      throw new Faults({ photo: m.communities_photo_none() });
    throw thrown;
  }
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
