import type { CommunityPhoto, Language } from '@regulars/contracts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { inLanguage } from '#lib/shell/texts.ts';

/** A photo as a cover shows it. */
export interface CoverPhoto {
  readonly src: string;
  readonly srcset?: string;
  /** Empty if it only decorates. */
  readonly alt: string;
}

/** Members and managers read photos at their own addresses, each with its own rights. */
const roots = { member: '/api/v1/me/communities', manager: '/api/v1/communities' } as const;
export type PhotoReader = keyof typeof roots;

export const coverPhoto = (
  id: string,
  photo: CommunityPhoto,
  reader: PhotoReader,
  language: Language = getLocale(),
): CoverPhoto | null => {
  if (!photo) return null;
  const path = (width: number): string => `${roots[reader]}/${id}/picture/${width}?v=${photo.version}`;
  return {
    src: path(800),
    srcset: `${path(800)} 800w, ${path(1600)} 1600w`,
    alt: inLanguage(photo.text, language),
  };
};
