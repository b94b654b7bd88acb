import sys

import seaborn as sns
from matplotlib import pyplot as plt
from rows import kazakhstan

laws, index, ratings, governments = kazakhstan()
sns.set_theme(context="paper", style="whitegrid", font_scale=0.7, rc={"pdf.fonttype": 42})
figure, axes = plt.subplots(4, 1, sharex=True, figsize=(183 / 25.4, 4.2), layout="constrained")
laws = laws.assign(row=[n % 5 for n in range(len(laws))])
sns.scatterplot(laws, x="day", y="row", ax=axes[0])
for day, row, text in zip(laws.day, laws.row, laws.label, strict=False):
    axes[0].text(day, row, text)
sns.lineplot(index, x="day", y="number", marker="o", ax=axes[1])
sns.lineplot(ratings, x="day", y="value", drawstyle="steps-post", ax=axes[2])
both = governments.melt(["label", "category"], ["day", "last"], value_name="when")
sns.lineplot(both, x="when", y="category", units="label", estimator=None, ax=axes[3])
figure.savefig(sys.argv[1])
