/** The pictures that can stand behind a person: those that come with the page, and their own. */
import { ownPicture } from './ownPicture.js';
import type { PictureName } from './choice.js';
import dawn from './pictures/dawn.svg?url';
import room from './pictures/room.svg?url';
import sea from './pictures/sea.svg?url';
import weave from './pictures/weave.svg?url';

/** Where each is fetched from. */
export const PICTURE_URLS: Readonly<Record<PictureName, string>> = { dawn, sea, room, weave };

/** In which size they are drawn, in pixels. */
const SIZE = { resizeWidth: 1280, resizeHeight: 720 };

/** A picture that can be drawn in a worker. Throws where it cannot be fetched, or there is none. */
export async function pictureOf(choice: PictureName | 'own'): Promise<ImageBitmap> {
  if (choice === 'own') {
    const blob = await ownPicture.read();
    if (blob === null) throw new Error('there is no picture of their own');
    return createImageBitmap(blob);
  }
  const image = new Image(SIZE.resizeWidth, SIZE.resizeHeight);
  image.src = PICTURE_URLS[choice];
  await image.decode();
  return createImageBitmap(image, SIZE);
}
