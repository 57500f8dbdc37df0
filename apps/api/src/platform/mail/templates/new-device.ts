import { button, text, type Template } from '../mail-content.ts';
import { momentOf } from './words.ts';

export interface NewDeviceData {
  readonly name: string;
  /** `Firefox · Windows`; empty where nobody knows. */
  readonly device: string;
  /** RFC 3339. */
  readonly at: string;
  /** Where a new password is asked for. */
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
        text(`Mit deinem Konto bei ${brand.name} hat sich ein Gerät angemeldet, das wir noch nicht kennen.`),
        text([when, device].filter(Boolean).join(' · ')),
        text('Warst du es, ist alles gut. Warst du es nicht, wähle gleich ein neues Passwort:'),
        button('Neues Passwort wählen', link),
      ],
      reason: `Diese Mail schützt dein Konto bei ${brand.name}.`,
    },
    en: {
      subject: 'New sign-in to your account',
      preview: `Somebody signed in to your account at ${brand.name}.`,
      title: `Hello ${name}`,
      parts: [
        text(`A device that we do not know yet signed in to your account at ${brand.name}.`),
        text([when, device].filter(Boolean).join(' · ')),
        text('If it was you, all is well. If it was not you, choose a new password at once:'),
        button('Choose a new password', link),
      ],
      reason: `This mail protects your account at ${brand.name}.`,
    },
    cs: {
      subject: 'Nové přihlášení k vašemu účtu',
      preview: `K vašemu účtu v klubu ${brand.name} se někdo přihlásil.`,
      title: `Dobrý den, ${name}`,
      parts: [
        text(`K vašemu účtu v klubu ${brand.name} se přihlásilo zařízení, které zatím neznáme.`),
        text([when, device].filter(Boolean).join(' · ')),
        text('Pokud jste to byli vy, je vše v pořádku. Pokud ne, zvolte si hned nové heslo:'),
        button('Zvolit nové heslo', link),
      ],
      reason: `Tento e-mail chrání váš účet v klubu ${brand.name}.`,
    },
  }[language];
};
