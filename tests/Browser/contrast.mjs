import assert from "node:assert/strict";

/** Text is legible everywhere (WCAG 2 AA), and nothing sticks out of the page sideways. */
export async function assertLegible(page, where) {
  const { ratio, where: text } = await leastContrast(page);
  assert.ok(ratio >= 4.5, `${where}: ${ratio.toFixed(2)} at ${text}`);
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.equal(content, window, `${where}: ${content} pixels in a window of ${window}`);
}

/** The least contrast of visible text on a page (WCAG 2 ratio), with where it is; text over an OI bar is measured against the bar too. */
function leastContrast(page) {
  return page.evaluate(() => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
    const known = new Map();
    const parse = (color) => {
      let pixel = known.get(color);
      if (pixel !== undefined) return pixel;
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      known.set(color, (pixel = canvas.getImageData(0, 0, 1, 1).data));
      return pixel;
    };
    const linear = (channel) => (channel <= 10.3 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4);
    const luminance = ([red, green, blue]) => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    const behind = new Map();
    const background = (element) => {
      if (element === null) return parse("white");
      let color = behind.get(element);
      if (color !== undefined) return color;
      color = parse(getComputedStyle(element).backgroundColor);
      if (color[3] <= 250) color = background(element.parentElement);
      behind.set(element, color);
      return color;
    };

    let least = { ratio: Infinity, where: "" };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const element = texts.currentNode.parentElement;
      if (texts.currentNode.data.trim() === "" || !element.checkVisibility()) continue;
      const own = getComputedStyle(element);
      const bar = element.dataset.bar === "behind" && parseFloat(own.backgroundSize) > 0 ? [parse(own.getPropertyValue("--bar-color"))] : [];
      for (const under of [background(element), ...bar]) {
        const [one, other] = [luminance(parse(own.color)), luminance(under)];
        const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
        if (ratio < least.ratio) least = { ratio, where: `${element.tagName} ${element.className} "${texts.currentNode.data}"` };
      }
    }

    return least;
  });
}
