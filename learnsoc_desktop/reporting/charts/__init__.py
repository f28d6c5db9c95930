"""Charts: described once as plain data, drawn once as a scene, shown on paper and on screen.

``kinds`` says what a chart is; ``drawing`` turns it into a scene of areas, lines and labels;
``paper`` puts a scene on a page, ``svg`` into a picture for the screen. Both set text by HarfBuzz with
the faces of the paper, so that a chart looks the same in both places. ``tables`` tells its numbers.

ReportLab's own charts are not used: their labels cannot be shaped, they know no hatches, and they take
what is not known for nought.
"""
