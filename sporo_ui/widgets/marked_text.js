// A text with marked places. The text comes in `data` and is never part of the page's markup.
function piece({ text, marked, signs }) {
  if (!marked) return [document.createTextNode(text)]
  const mark = document.createElement("mark")
  mark.textContent = text
  if (!signs.length) return [mark]
  const sign = document.createElement("sup")
  sign.textContent = signs.join(" ")
  return [mark, sign]
}

export default function ({ data, parentElement }) {
  const box = parentElement.querySelector(".text")
  const told = JSON.stringify(data)
  if (box.told === told) return
  box.told = told
  box.setAttribute("aria-label", data.name)
  box.style.maxHeight = data.height
  box.replaceChildren(...data.pieces.flatMap(piece))
  // Only the box scrolls to its first mark, not the page beneath the reader.
  const first = box.querySelector("mark")
  box.scrollTop = first ? first.offsetTop - box.clientHeight / 3 : 0
}
