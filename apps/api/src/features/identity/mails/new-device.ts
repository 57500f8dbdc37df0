import { button, momentOf, type Template, text } from '../../../platform/mail/index.ts';

export interface NewDeviceData {
  readonly name: string;
  /** `Firefox · Windows`; empty if unknown. */
  readonly device: string;
  /** RFC 3339. */
  readonly at: string;
  /** Where to ask for a new password. */
  readonly link: string;
}

export const newDevice: Template<NewDeviceData> = ({ name, device, at, link }, reading) => {
  const { language, brand } = reading;
  const when = momentOf(at, reading);
  return {
    de: {
      subject: 'Neue Anmeldung in deinem Konto',
      preview: `Jemand hat sich bei ${brand.name} mit deinem Konto angemeldet.`,
      title: `Hallo ${name}`,
      parts: [
        text(`Ein neues Gerät hat sich mit deinem Konto bei ${brand.name} angemeldet.`),
        text([when, device].filter(Boolean).join(' · ')),
        text('Wenn du das warst, musst du nichts tun. Wenn nicht, wähle gleich ein neues Passwort:'),
        button('Neues Passwort wählen', link),
      ],
      reason: `Wir schicken diese E-Mail, um dein Konto bei ${brand.name} zu schützen.`,
    },
    en: {
      subject: 'New sign-in to your account',
      preview: `Someone signed in to your account at ${brand.name}.`,
      title: `Hello ${name}`,
      parts: [
        text(`A new device signed in to your account at ${brand.name}.`),
        text([when, device].filter(Boolean).join(' · ')),
        text('If it was you, you do not need to do anything. If not, choose a new password straight away:'),
        button('Choose a new password', link),
      ],
      reason: `We send this e-mail to protect your account at ${brand.name}.`,
    },
    cs: {
      subject: 'Nové přihlášení k vašemu účtu',
      preview: `K vašemu účtu v klubu ${brand.name} se někdo přihlásil.`,
      title: `Zpráva pro: ${name}`,
      parts: [
        text(`K vašemu účtu v klubu ${brand.name} se přihlásilo nové zařízení.`),
        text([when, device].filter(Boolean).join(' · ')),
        text('Pokud jste to byli vy, je vše v pořádku. Pokud ne, zvolte si hned nové heslo:'),
        button('Zvolit nové heslo', link),
      ],
      reason: `Tento e-mail posíláme, abychom chránili váš účet v klubu ${brand.name}.`,
    },
  }[language];
};
