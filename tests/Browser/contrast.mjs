/** The least contrast of visible text on a page (WCAG 2 ratio), with where it is; text over an OI bar is measured against the bar too. */
export function leastContrast(page) {
  return page.evaluate(() => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
    const parse = (color) => {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      return canvas.getImageData(0, 0, 1, 1).data;
    };
    const linear = (channel) => (channel <= 10.3 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4);
    const luminance = ([red, green, blue]) => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    const background = (element) => {
      for (let at = element; at !== null; at = at.parentElement) {
        const color = parse(getComputedStyle(at).backgroundColor);
        if (color[3] > 250) return color;
      }

      return parse("white");
    };

    let least = { ratio: Infinity, where: "" };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const element = texts.currentNode.parentElement;
      if (texts.currentNode.data.trim() === "" || !element.checkVisibility()) continue;
      const own = getComputedStyle(element);
      const bar = element.dataset.bar === "behind" && parseFloat(own.backgroundSize) > 0 ? [parse(own.getPropertyValue("--bar-color"))] : [];
      for (const behind of [background(element), ...bar]) {
        const [one, other] = [luminance(parse(own.color)), luminance(behind)];
        const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
        if (ratio < least.ratio) least = { ratio, where: `${element.tagName} ${element.className} "${texts.currentNode.data}"` };
      }
    }

    return least;
  });
}
