// A page opened from a folder may not fetch its neighbours, which is how the search shows an excerpt of each hit.
if (location.protocol === "file:") {
  DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
}

// What scrolls sideways must be reachable by keyboard.
function addTabStops() {
  const boxes = ".bd-article pre, .bd-article .output, .pst-scrollable-table-container, mjx-container[display]";
  for (const box of document.querySelectorAll(boxes)) {
    if (box.scrollWidth > box.clientWidth) {
      box.tabIndex = 0;
    } else {
      box.removeAttribute("tabindex");
    }
  }
}

// The theme draws the switches of the navigation's branches as bare icons.
function nameBranches() {
  for (const summary of document.querySelectorAll(".bd-sidebar-primary summary")) {
    const parent = summary.closest("li").querySelector("a").textContent.trim();
    summary.setAttribute("aria-label", `Pages of ${parent}`);
  }
}

// Going back, a browser shows the tabs as they were when the page was left; the choice may have changed since.
function followChoice() {
  const choice = get_stored_id("framework");  // of sphinx-design's script
  document.querySelector(`.sd-tab-label[data-sync-id="${choice}"]`)?.click();
}

document.addEventListener("DOMContentLoaded", nameBranches);
window.addEventListener("pageshow", followChoice);
window.addEventListener("load", async () => {
  await window.MathJax?.startup?.promise;
  addTabStops();
  window.addEventListener("resize", addTabStops);
  document.addEventListener("change", addTabStops);  // another tab shows other code
});
