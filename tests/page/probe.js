// Texts of one chart that lie on each other, or leave the chart; a pixel may be shared.
let overlaps = 0, outside = 0;
const found = [];
for (const chart of document.querySelectorAll("svg")) {
    const frame = chart.getBoundingClientRect();
    const boxes = [...chart.querySelectorAll("text")]
        .map(text => [text.textContent, text.getBoundingClientRect()])
        .filter(([words, box]) => words.trim() && box.width > 0);
    boxes.forEach(([words, box], index) => {
        if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1) {
            outside += 1;
            found.push("outside: " + words);
        }
        for (const [other, place] of boxes.slice(index + 1)) {
            const across = Math.min(box.right, place.right) - Math.max(box.left, place.left);
            // Line boxes are higher than letters: a quarter of the height may be shared.
            const down = Math.min(box.bottom, place.bottom) - Math.max(box.top, place.top);
            if (across > 1 && down > box.height / 4) {
                overlaps += 1;
                found.push("overlap: " + words + " / " + other);
            }
        }
    });
}
document.title = "probe: " + overlaps + " overlaps, " + outside + " outside";
document.body.dataset.found = found.join("; ");
