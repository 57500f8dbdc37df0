/** Members and managers read pictures at their own addresses, each with its own rights. */
export type PictureReader = 'member' | 'manager';
type Size = '320' | '800' | '1600';

const roots: Record<PictureReader, string> = {
  member: '/api/v1/me/pictures',
  manager: '/api/v1/post-pictures',
};

export const picturePath = (id: string, size: Size, reader: PictureReader = 'member'): string =>
  `${roots[reader]}/${id}?size=${size}`;
