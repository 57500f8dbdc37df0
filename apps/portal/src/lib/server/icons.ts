interface Icon {
  src: string;
  sizes: string;
  type: string;
  purpose?: 'maskable';
}

/** Icons of a web app manifest, made from the club's logo if there is one. */
export function iconsOf(logo: string | null): Icon[] {
  const at = (shape: string): string =>
    logo ? `${logo}&as=${shape}` : `/icons/${shape.replace('icon', 'club')}.png`;
  const drawn = { src: '/icons/club.svg', sizes: 'any', type: 'image/svg+xml' };
  return [
    ...(logo ? [] : [drawn]),
    { src: at('icon-192'), sizes: '192x192', type: 'image/png' },
    { src: at('icon-512'), sizes: '512x512', type: 'image/png' },
    {
      src: logo ? at('maskable-512') : '/icons/club-maskable-512.png',
      sizes: '512x512',
      type: 'image/png',
      purpose: 'maskable',
    },
  ];
}

/** For the home screen of phones that do not read the manifest. */
export const touchIcon = (logo: string | null | undefined): string =>
  logo ? `${logo}&as=icon-192` : '/icons/club-192.png';
