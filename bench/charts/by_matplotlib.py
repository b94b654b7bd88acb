import sys

from matplotlib import pyplot as plt
from rows import kazakhstan

laws, index, ratings, governments = kazakhstan()
plt.rcParams.update({"font.size": 7, "pdf.fonttype": 42})
figure, axes = plt.subplots(4, 1, sharex=True, figsize=(183 / 25.4, 4.2), layout="constrained")
for number, (day, text) in enumerate(zip(laws.day, laws.label, strict=False)):
    axes[0].annotate(
        text, (day, 0), (day, 1 + number % 5), ha="center", arrowprops={"arrowstyle": "-"}
    )
    for axis in axes[1:]:
        axis.axvline(day, linestyle=":", linewidth=0.5)
axes[0].plot(laws.day, [0] * len(laws), "o")
axes[0].set(ylim=(-0.5, 6.5), yticks=[], ylabel="Laws")
axes[1].plot(index.day, index.number, marker="o")
axes[1].set(ylabel="Policy index")
axes[2].step(ratings.day, ratings.value, where="post")
axes[2].set(ylabel="Tier")
axes[3].barh(governments.category, governments["last"] - governments.day, left=governments.day)
figure.suptitle("Kazakhstan")
figure.savefig(sys.argv[1])
