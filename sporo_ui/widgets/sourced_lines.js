// Lines with a small button for each of their sources. Words come in `data` and are never part of the page's markup.
function button(source, tell) {
  const mark = document.createElement("button")
  mark.type = "button"
  mark.append(...[source.file, source.page].filter(Boolean).map((words) => {
    const part = document.createElement("span")
    part.textContent = words
    return part
  }))
  mark.title = source.name
  mark.setAttribute("aria-label", source.name)
  mark.setAttribute("aria-pressed", source.opened)
  mark.onclick = () => tell("opened", source.place)
  return mark
}

function line({ text, sources }, tell) {
  const item = document.createElement("li")
  item.append(text, ...sources.flatMap((source) => [" ", button(source, tell)]))
  return item
}

export default function ({ data, parentElement, setTriggerValue }) {
  const list = parentElement.querySelector("ul")
  const told = JSON.stringify(data)
  if (list.told === told) return
  list.told = told
  // What is drawn anew keeps the keyboard where it was.
  const root = list.getRootNode()
  const held = [...list.querySelectorAll("button")].indexOf(root.activeElement)
  list.replaceChildren(...data.map((each) => line(each, setTriggerValue)))
  list.querySelectorAll("button")[held]?.focus()
}
