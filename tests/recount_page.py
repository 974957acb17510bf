"""The report page read back: its parts as words, lists and tables, whatever made it."""

from bs4 import BeautifulSoup


class Page:
    """A report page: each part by its heading."""

    def __init__(self, html):
        self.soup = BeautifulSoup(html, "html.parser")

    def part(self, heading):
        """The part under a heading."""
        name = heading.replace(" ", "-")
        return self.soup.find("section", id=name)

    def rows(self, heading, number=0):
        """The rows under the head of one table of a part, as text."""
        return table_rows(self.part(heading).find_all("table")[number])


def table_rows(table):
    """The rows of a table without its head."""
    return [[cell.get_text() for cell in row.find_all("td")] for row in table.find_all("tr")[1:]]


def percent(share):
    """A share as the page writes it."""
    return f"{round(100 * share)} %"


def number(text):
    """A number as the page writes it, with a true minus sign."""
    return float(text.replace("−", "-"))
